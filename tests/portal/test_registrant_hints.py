"""My work: who waits for the organiser's decision, and which letters failed."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from loim.common.models import OutgoingMail
from loim.events.models import Event, Notice
from loim.people.models import User
from tests.factories.registration import participant, published_event, registration_settings
from tests.world import World, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db


def context_of(client: Client, person: User) -> Any:
    client.force_login(person)
    return client.get("/en/my-work/").context


def to_come(world: World, **fields: Any) -> Event:
    fields.setdefault("organiser", world.rakvere)
    return published_event(start_date=timezone.localdate() + timedelta(days=9), **fields)


def failed_letter(event: Event, days_ago: int = 1) -> None:
    at = timezone.now() - timedelta(days=days_ago)
    mail = OutgoingMail.objects.create(
        to="x@example.ee", template="place", language="et", message_id=f"{event.pk}-{days_ago}",
        queued_at=at, given_up_at=at, trouble="550",
    )  # fmt: skip
    Notice.objects.create(
        participant=participant(event), kind="reminder", number=days_ago, mail=mail, queued_at=at
    )


def test_applications_wait_where_the_organiser_decides(world: World, client: Client) -> None:
    mine, theirs, first_come = to_come(world), to_come(world, organiser=world.tartu), to_come(world)
    for event, policy in ((mine, "approval"), (theirs, "approval"), (first_come, "first_come")):
        registration_settings(event, policy=policy)
        participant(event, "applied")
        participant(event, "applied")
        participant(event, "admitted")

    found = context_of(client, world.coordinator)["applications"]

    assert [(event.pk, event.applications) for event in found] == [(mine.pk, 2)]


def test_letters_that_failed_lately_are_told(world: World, client: Client) -> None:
    mine, theirs, old = to_come(world), to_come(world, organiser=world.tartu), to_come(world)
    failed_letter(mine, 1)
    failed_letter(mine, 2)
    failed_letter(theirs)
    failed_letter(old, 8)

    found = context_of(client, world.coordinator)["failed_letters"]

    assert [(event.pk, event.failed) for event in found] == [(mine.pk, 2)]
    page = client.get("/en/my-work/").content.decode()
    assert f"/en/events/{mine.pk}/messages/" in page
