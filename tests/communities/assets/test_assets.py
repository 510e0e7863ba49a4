"""The asset map: gathered by a link, tidied by keepers, naming people by their own word alone."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image
from pypdf import PdfReader

from loim.common.models import OutgoingMail
from loim.communities.actions.assets.adding import AssetFacts, GatheringClosed, add_by_link
from loim.communities.actions.assets.gatherings import close_gathering
from loim.communities.actions.assets.offering import (
    Offerer,
    OfferersAddressMissing,
    name_offerer,
)
from loim.communities.actions.assets.tidying import (
    AssetMoved,
    NothingToMerge,
    edit_asset,
    merge_assets,
    set_asset_state,
)
from loim.communities.actions.erasing import erase_what_is_due
from loim.communities.models import Asset, AssetPerson, AssetStatus
from loim.communities.queries.assets.asset_map import suggested_doubles
from loim.communities.queries.own_link import asset_person_key, gathering_key
from tests.communities.addresses import en
from tests.communities.conftest import Village
from tests.factories import communities as make

pytestmark = pytest.mark.django_db
NOW = make.AT
TYPED = {"kind": "economy", "title": "Traktor ja haagis", "words": "Lumi lahti"}


def browser(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_whoever_has_the_link_adds_in_seconds_and_a_keeper_looks_first(village: Village) -> None:
    gathering = make.gathering(village.community)
    link, token = en("community-gather", gathering_key(gathering)), uuid4()
    visitor = Client()

    for _again in range(2):
        answer = visitor.post(link, {**TYPED, "submission": token}, follow=True)

    assert "shown when a keeper has looked at it" in answer.content.decode()
    asset = Asset.objects.get()
    assert (asset.state, asset.gathering) == (AssetStatus.WAITING, gathering)
    assert "Traktor" not in visitor.get(link).content.decode()
    page = en("community-assets", village.community.pk)
    assert "Traktor" not in browser(village.villager).get(page).content.decode()
    keeper = browser(village.leader)
    assert (
        "Traktor" in keeper.get(en("community-assets-tidy", village.community.pk)).content.decode()
    )
    keeper.post(
        en("community-assets-tidy", village.community.pk), {"step": "shown", "asset": asset.pk}
    )
    assert "Traktor" in browser(village.villager).get(page).content.decode()
    assert "Traktor" in visitor.get(link).content.decode()


def test_where_the_gathering_says_so_it_is_shown_at_once(village: Village) -> None:
    gathering = make.gathering(village.community, is_checked=False)

    Client().post(
        en("community-gather", gathering_key(gathering)), {**TYPED, "submission": uuid4()}
    )

    assert Asset.objects.get().state == AssetStatus.SHOWN


def test_a_closed_gathering_takes_nothing_and_loses_nothing_that_was_typed(
    village: Village,
) -> None:
    gathering = make.gathering(village.community)
    close_gathering(gathering=gathering, is_closed=True, by=village.leader, now=NOW)

    answer = Client().post(
        en("community-gather", gathering_key(gathering)), {**TYPED, "submission": uuid4()}
    )

    assert answer.status_code == 409
    assert "Traktor ja haagis" in answer.content.decode()
    with pytest.raises(GatheringClosed):
        add_by_link(gathering=gathering, facts=AssetFacts("skills", "Laulab"), offerer=None,
                    submission=uuid4(), by=None, now=NOW)  # fmt: skip
    assert not Asset.objects.exists()
    with pytest.raises(PermissionDenied):
        close_gathering(gathering=gathering, is_closed=False, by=village.stranger, now=NOW)


def test_programs_and_floods_are_kept_away(village: Village, settings) -> None:
    settings.CONTRIBUTIONS_PER_ADDRESS = 20
    gathering = make.gathering(village.community)
    link = en("community-gather", gathering_key(gathering))
    Client().post(link, {**TYPED, "submission": uuid4(), "leave_empty": "x"})
    assert not Asset.objects.exists()
    for _each in range(300):
        make.asset(village.community, gathering=gathering)
    Asset.objects.update(added_at=timezone.now())
    answer = Client().post(link, {**TYPED, "submission": uuid4()})
    assert answer.status_code == 422
    assert "Very much has come by this link" in answer.content.decode()
    assert "Traktor ja haagis" in answer.content.decode()


def test_a_name_needs_a_tick_and_an_address(village: Village) -> None:
    link = en("community-gather", gathering_key(make.gathering(village.community)))
    for more in (
        {"person_name": "Ants Aas"},
        {"person_name": "Ants Aas", "person_knows": "on"},
        {"person_name": "Ants Aas", "person_email": "ants@example.ee"},
    ):
        answer = Client().post(link, {**TYPED, **more, "submission": uuid4()})
        assert answer.status_code == 422
        assert "leave the name out" in answer.content.decode()
    assert not Asset.objects.exists()
    with pytest.raises(OfferersAddressMissing):
        name_offerer(asset=make.asset(village.community), by=village.leader, now=NOW,
                     offerer=Offerer("Ants", "ants@example.ee", knows=False))  # fmt: skip


def everywhere(village: Village) -> str:
    """All that the community's own people can read or print."""
    client, key = browser(village.leader), village.community.pk
    poster = client.get(en("community-poster", key, "a2")).content
    pages = [client.get(en(name, key)).content.decode()
             for name in ("community", "community-assets", "community-assets-tidy")]  # fmt: skip
    asset = Asset.objects.get(title="Traktor ja haagis")
    pages.append(client.get(en("community-asset", asset.pk)).content.decode())
    pages.append(str(client.get(en("community-assets-export", key)).content))
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(poster)).pages)
    assert "Traktor ja haagis" in text
    return "".join(pages) + text


def test_a_pending_name_is_shown_nowhere_and_a_withdrawn_one_is_gone_everywhere(
    village: Village,
) -> None:
    gathering = make.gathering(village.community, is_checked=False)
    named = {"person_name": "Ants Aas", "person_email": "ants@example.ee", "person_knows": "on"}
    Client().post(
        en("community-gather", gathering_key(gathering)), {**TYPED, **named, "submission": uuid4()}
    )
    person = AssetPerson.objects.get()
    assert OutgoingMail.objects.get().to == "ants@example.ee"
    own = en("community-asset-person-own", asset_person_key(person))
    assert "Ants Aas" not in everywhere(village)

    Client().post(own, {"step": "agree"})
    after = everywhere(village)
    assert after.count("Ants Aas") >= 3  # the map, the asset's own page, the poster
    assert "ants@example.ee" not in after

    Client().post(own, {"step": "withdraw"})
    assert "Ants Aas" not in everywhere(village)
    assert Client().get(own).status_code == 404
    assert Asset.objects.filter(title="Traktor ja haagis").exists()


def test_a_name_that_nobody_confirmed_is_forgotten(village: Village) -> None:
    make.asset_person(make.asset(village.community), "Ants Aas")

    assert erase_what_is_due(now=NOW + timedelta(days=29))["offerers"] == 0
    assert erase_what_is_due(now=NOW + timedelta(days=31))["offerers"] == 1


def test_doubles_are_suggested_and_merged_with_their_people(village: Village) -> None:
    one = make.asset(village.community, "Generaator", kind="economy", helps_with=["warmth"])
    other = make.asset(village.community, "generaator 6 kW", kind="economy", words="Seltsimajas",
                       helps_with=["food"], state=AssetStatus.WAITING)  # fmt: skip
    make.asset(village.community, "Saeveski", kind="economy")
    make.asset_person(other, "Ants Aas", consented_at=NOW)
    assert suggested_doubles(village.community) == [(one, other)]

    merge_assets(kept=one, merged=other, by=village.leader, now=NOW)

    one.refresh_from_db()
    assert (one.words, one.helps_with) == ("Seltsimajas", ["food", "warmth"])
    assert [person.name for person in one.people.all()] == ["Ants Aas"]
    assert suggested_doubles(village.community) == []
    with pytest.raises(AssetMoved):
        merge_assets(kept=one, merged=other, by=village.leader, now=NOW)
    with pytest.raises(AssetMoved):
        set_asset_state(asset=other, state="shown", by=village.leader, now=NOW)
    with pytest.raises(NothingToMerge):
        merge_assets(kept=one, merged=one, by=village.leader, now=NOW)


def test_nobody_but_its_keepers_tidies(village: Village) -> None:
    asset, other = make.asset(village.community), make.asset(village.community)
    for person in (village.villager, village.official, village.stranger):
        with pytest.raises(PermissionDenied):
            merge_assets(kept=asset, merged=other, by=person, now=NOW)
        with pytest.raises(PermissionDenied):
            edit_asset(asset=asset, facts=AssetFacts("skills", "Muu"), by=person, now=NOW)
        for name, key in (("community-asset", asset.pk),
                          ("community-assets-tidy", village.community.pk)):  # fmt: skip
            assert browser(person).post(en(name, key)).status_code == 403


def picture() -> SimpleUploadedFile:
    file = BytesIO()
    Image.new("RGB", (64, 48), "#0f4654").save(file, "JPEG")
    return SimpleUploadedFile("soo.jpg", file.getvalue(), "image/jpeg")


def test_a_photo_needs_words_and_is_seen_by_those_who_see_the_map(
    village: Village, settings, tmp_path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    asset = make.asset(village.community, "Soo", kind="places")
    client, address = browser(village.leader), en("community-asset", asset.pk)
    typed = {"step": "edit", "kind": "places", "title": "Soo", "language": "et"}

    refused = client.post(address, {**typed, "new_photo": picture()})
    assert refused.status_code == 422
    assert "Say what the photo shows" in refused.content.decode()
    broken = SimpleUploadedFile("x.jpg", b"<svg onload=alert(1)>", "image/jpeg")
    assert client.post(
        address, {**typed, "new_photo": broken, "photo_alternative": "Soo"}
    ).status_code == 422  # fmt: skip
    client.post(address, {**typed, "new_photo": picture(), "photo_alternative": "Soo"})

    asset.refresh_from_db()
    assert asset.photo
    photo = en("community-asset-photo", asset.pk)
    answer = browser(village.villager).get(photo)
    assert answer["Content-Type"] == "image/jpeg"
    b"".join(answer)
    assert browser(village.official).get(photo).status_code == 403
    client.post(address, {**typed, "removes_photo": "on"})
    asset.refresh_from_db()
    assert not asset.photo


def test_the_map_is_filtered_by_where_it_can_help(village: Village) -> None:
    make.asset(village.community, "Kaubik", helps_with=["driving"])
    make.asset(village.community, "Õmbleja", helps_with=["repair"])
    client = browser(village.villager)

    page = client.get(en("community-assets", village.community.pk) + "?helps_with=driving")

    text = page.content.decode()
    assert "Kaubik" in text
    assert "Õmbleja" not in text


def test_the_poster_is_a_tagged_pdf_whatever_was_written(village: Village) -> None:
    make.asset(village.community, '#panic("x") $sum$ *[', words="Киів õhtul \\ @viide")
    client = browser(village.leader)
    for paper, width in (("a3", 1190), ("a2", 1683)):
        content = client.get(en("community-poster", village.community.pk, paper)).content
        reader = PdfReader(BytesIO(content))
        assert len(reader.pages) == 1
        assert abs(float(reader.pages[0].mediabox.width) - width) < 2
        assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
        assert '#panic("x")' in reader.pages[0].extract_text()
    assert client.get(en("community-poster", village.community.pk, "a9")).status_code == 404
