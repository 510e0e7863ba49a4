"""A gathering: photos come by its link, it belongs to an event, it closes by itself."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from loim.communities.models import Asset, AssetStatus, Gathering
from loim.communities.queries.own_link import gathering_key
from tests.clock import freeze_time
from tests.communities.addresses import en
from tests.communities.assets.test_assets import TYPED, browser, picture
from tests.communities.conftest import Village
from tests.factories import communities as make
from tests.factories import event

pytestmark = pytest.mark.django_db


def test_a_photo_by_the_link_waits_for_a_keeper_even_where_all_else_is_shown(
    village: Village, settings, tmp_path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    gathering = make.gathering(village.community, is_checked=False)
    link, visitor = en("community-gather", gathering_key(gathering)), Client()

    broken = SimpleUploadedFile("x.jpg", b"MZ\x90 a program", "image/jpeg")
    refused = visitor.post(link, {**TYPED, "submission": uuid4(), "new_photo": broken})
    assert refused.status_code == 422
    assert "This picture is broken" in refused.content.decode()
    assert "Traktor ja haagis" in refused.content.decode()  # nothing typed is lost
    told = visitor.post(
        link, {**TYPED, "submission": uuid4(), "new_photo": picture()}, follow=True
    )  # fmt: skip

    assert "shown when a keeper has looked at it" in told.content.decode()
    asset = Asset.objects.get()
    assert (asset.state, asset.photo_alternative) == (AssetStatus.WAITING, "Traktor ja haagis")
    photo = en("community-asset-photo", asset.pk)
    assert browser(village.villager).get(photo).status_code == 403
    b"".join(browser(village.leader).get(photo))  # a keeper sees it
    tidy = browser(village.leader).get(en("community-assets-tidy", village.community.pk))
    assert photo in tidy.content.decode()


def test_a_keeper_adds_with_a_photo_in_words_of_its_own(
    village: Village, settings, tmp_path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    typed = {"submission": uuid4(), "new_photo": picture(), "photo_alternative": "Kaart ja mets"}

    browser(village.leader).post(en("community-asset-new", village.community.pk), TYPED | typed)

    asset = Asset.objects.get()
    assert (asset.state, asset.photo_alternative) == (AssetStatus.SHOWN, "Kaart ja mets")


def test_a_gathering_belongs_to_an_event_and_closes_by_itself(village: Village) -> None:
    community = village.community
    own = event(title="Külapäev", organiser=community.organisation, start_date=date(2026, 6, 7))
    other = event(title="Teise küla päev")
    leader, pages = browser(village.leader), en("community-gatherings", community.pk)
    typed = {"submission": uuid4(), "title": "Vara", "kind": "link", "is_checked": "yes"}
    soon = timezone.localtime(timezone.now() + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M")

    past = leader.post(pages, {**typed, "event": own.pk, "closes_at": "2020-01-01T10:00"})
    foreign = leader.post(pages, {**typed, "event": other.pk})
    leader.post(pages, {**typed, "event": own.pk, "closes_at": soon})

    assert (past.status_code, foreign.status_code) == (422, 422)
    assert "Choose a later one" in past.content.decode()
    gathering = Gathering.objects.get()
    assert (gathering.event, gathering.held_on) == (own, date(2026, 6, 7))
    page = leader.get(en("community-gathering", gathering.pk)).content.decode()
    assert "takes things until" in page
    assert en("event", own.pk) in page
    with freeze_time(timezone.now() + timedelta(hours=3)):
        link = en("community-gather", gathering_key(gathering))
        assert "This gathering is closed" in Client().get(link).content.decode()
        assert list(Gathering.objects.open_at(timezone.now())) == []
        assert "Closed" in browser(village.leader).get(pages).content.decode()
