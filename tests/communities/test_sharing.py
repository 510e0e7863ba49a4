"""What is shared is seen at once; what is withdrawn is seen by nobody from that moment on."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from loim.assessments.subjects import kind_of
from loim.communities.actions.keeping import edit_community
from loim.communities.actions.opening import CommunityFacts
from loim.communities.actions.sharing import (
    NobodyToShareWith,
    NotWithItself,
    share_with,
    withdraw_all,
)
from loim.communities.models import Community, Shared, Sharing
from loim.communities.permissions import communities_sharing, sees_shared
from loim.communities.search_keys import SEARCH_KEY
from loim.events.queries.organisation_book import OrganisationBook
from loim.people.models import Membership
from loim.search.actions.indexing import index_objects
from loim.search.models import IndexedDocument
from tests.communities.addresses import en
from tests.communities.assets.test_assets import browser
from tests.communities.conftest import Village
from tests.factories import communities as make
from tests.factories import user

pytestmark = pytest.mark.django_db
NOW = make.AT


def share(village: Village, *things: str, by=None):
    return share_with(
        community=village.community, recipient=village.government, things=things,
        by=by or village.leader, now=NOW,
    )  # fmt: skip


def pages(village: Village) -> list[str]:
    """All that leads to what the community has gathered."""
    key = village.community.pk
    photo = make.asset(
        village.community, "Puutumatu soo", photo="assets/ei.jpg", photo_alternative="Soo"
    )
    return [
        en("community-assets", key), en("community-assets-export", key),
        en("community-poster", key, "a3"), en("community-asset-photo", photo.pk),
    ]  # fmt: skip


def test_a_recipient_sees_what_is_shared_and_nothing_once_it_is_withdrawn(village: Village) -> None:
    Community.objects.filter(pk=village.community.pk).update(is_public=False)
    client = Client()
    client.force_login(village.official)
    addresses = pages(village)
    open_ones = addresses[:3]
    assert [client.get(page).status_code for page in addresses] == [403, 403, 403, 403]

    share(village, Shared.ASSETS)

    assert [client.get(page).status_code for page in open_ones] == [200, 200, 200]
    assert "Puutumatu soo" in client.get(open_ones[0]).content.decode()
    assert "Kuusiku küla" in client.get(en("community-list")).content.decode()

    share(village)

    assert [client.get(page).status_code for page in addresses] == [403, 403, 403, 403]
    assert "Kuusiku" not in client.get(en("community-list")).content.decode()
    assert client.get(en("community", village.community.pk)).status_code == 403
    row = Sharing.objects.get()
    assert (row.ended_at, row.ended_by) == (NOW, village.leader)


def test_one_thing_shared_opens_no_other(village: Village) -> None:
    share(village, Shared.PHASE)

    assert sees_shared(village.official, village.community, Shared.PHASE)
    for other in (Shared.READINESS, Shared.ASSETS, Shared.CRISIS_PLAN):
        assert not sees_shared(village.official, village.community, other)
    mine = [village.government.pk]
    assert list(communities_sharing(Shared.PHASE, mine)) == [village.community]
    assert list(communities_sharing(Shared.ASSETS, mine)) == []


def test_a_public_page_shows_strangers_nothing_that_was_gathered(village: Village) -> None:
    make.asset(village.community, "Salajane kelder")
    make.contact(village.community, "Kinnitamata Kati")
    for person in (None, village.official, village.stranger):
        client = Client()
        if person is not None:
            client.force_login(person)
        page = client.get(en("community", village.community.pk)).content.decode()
        assert "Salajane" not in page
        assert "Kati" not in page
        assert "To the asset map" not in page


def test_a_former_member_sees_what_everybody_sees(village: Village) -> None:
    client = Client()
    client.force_login(village.villager)
    assert client.get(en("community-assets", village.community.pk)).status_code == 200

    Membership.objects.filter(user=village.villager).update(end_date=NOW - timedelta(days=1))

    assert client.get(en("community-assets", village.community.pk)).status_code == 403
    assert client.get(en("community-people", village.community.pk)).status_code == 403


def test_search_finds_a_hidden_community_for_those_it_shares_with_alone(village: Village) -> None:
    Community.objects.filter(pk=village.community.pk).update(is_public=False)
    index_objects(provider=SEARCH_KEY, ids=[village.community.pk], now=NOW)
    document = IndexedDocument.objects.get(provider=SEARCH_KEY)
    assert village.government.pk not in document.readers

    share(village, Shared.PHASE)
    document.refresh_from_db()
    assert village.government.pk in document.readers

    withdraw_all(community=village.community, by=village.leader, now=NOW)
    document.refresh_from_db()
    assert village.government.pk not in document.readers


def test_a_page_that_is_closed_is_found_by_nobody_else_at_once(village: Village) -> None:
    index_objects(provider=SEARCH_KEY, ids=[village.community.pk], now=NOW)
    before = set(IndexedDocument.objects.get(provider=SEARCH_KEY).readers)

    edit_community(
        community=village.community, by=village.leader, now=NOW,
        facts=CommunityFacts("Kuusiku küla", "village", people=600, is_public=False),
    )  # fmt: skip

    after = set(IndexedDocument.objects.get(provider=SEARCH_KEY).readers)
    assert before != after
    assert village.community.organisation_id in after
    village.community.subject.refresh_from_db()
    assert village.community.subject.likeness == "village, 501 to 2000"


def test_only_keepers_share_and_only_what_makes_sense(village: Village) -> None:
    for person in (village.villager, village.official, village.stranger):
        with pytest.raises(PermissionDenied):
            share(village, Shared.ASSETS, by=person)
    with pytest.raises(NobodyToShareWith):
        share(village, Shared.COUNTED)
    with pytest.raises(NobodyToShareWith):
        share_with(community=village.community, recipient=None, things=[Shared.ASSETS],
                   by=village.leader, now=NOW)  # fmt: skip
    with pytest.raises(NotWithItself):
        share_with(community=village.community, recipient=village.community.organisation,
                   things=[Shared.ASSETS], by=village.leader, now=NOW)  # fmt: skip


def test_whether_it_is_counted_is_asked_of_the_community(village: Village) -> None:
    subject = village.community.subject
    kind = kind_of(subject)
    assert kind.counted([subject.pk]) == set()

    share_with(community=village.community, recipient=None, things=[Shared.COUNTED],
               by=village.leader, now=NOW)  # fmt: skip

    assert kind.counted([subject.pk]) == {subject.pk}
    assert kind.may_lead(village.leader, subject)
    assert not kind.may_lead(village.villager, subject)
    assert kind.may_read(village.villager, subject)
    assert not kind.may_read(village.official, subject)


def test_switches_are_saved_for_one_recipient_and_shown_in_the_history(village: Village) -> None:
    client = Client()
    client.force_login(village.leader)
    address, key = en("community-sharing", village.community.pk), village.government.pk

    client.post(address, {"step": key, f"r{key}-phase": "on", f"r{key}-assets": "on"})
    client.post(address, {"step": "counted", "counted": "on"})
    assert set(Sharing.objects.in_force().values_list("what", flat=True)) == {
        "phase", "assets", "counted"
    }  # fmt: skip
    client.post(address, {"step": key, f"r{key}-phase": "on"})
    assert set(Sharing.objects.in_force().values_list("what", flat=True)) == {"phase", "counted"}
    client.post(address, {"step": "withdraw"})
    assert not Sharing.objects.in_force().exists()
    assert Sharing.objects.count() == 3
    assert "Leida Looga" in client.get(address).content.decode()


def test_the_name_of_one_that_is_not_public_stands_in_nobodys_list(village: Village) -> None:
    name = "Varjuküla selts"
    hidden = make.community(village.community.organisation.municipality, name=name, is_public=False)
    stranger, keeper = (
        browser(user("voras@example.ee")),
        browser(make.keeper(hidden, "oma@example.ee")),
    )
    listed, suggested = en("organisation-list"), en("organisation-names")

    assert name not in stranger.get(listed).content.decode()
    assert name in keeper.get(listed).content.decode()
    assert name not in Client().get(suggested, {"organisation": "varju"}).content.decode()
    assert name not in OrganisationBook().offered
    probe = village.leader
    page = en("community-sharing", village.community.pk)
    asked = browser(probe).get(page, {"recipient": hidden.organisation_id})
    assert name not in asked.content.decode()
    # As soon as it is public it is met everywhere, and again nowhere when it is not.
    for is_public in (True, False):
        Community.objects.filter(pk=hidden.pk).update(is_public=is_public)
        assert (name in stranger.get(listed).content.decode()) == is_public
        assert (name in OrganisationBook().offered) == is_public
