"""A day in November 2023 on which people come to a meeting of the programme."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from loim.common.models import OutgoingMail
from loim.common.sealing import unseal
from loim.events.actions.day.check_in import check_in
from loim.events.actions.day.scans import Found, Scan
from loim.events.models import Event, Participant
from tests.factories.registration import published_event, registration_settings
from tests.world import World

DAY = date(2023, 11, 15)
MORNING = datetime(2023, 11, 15, 8, 0, tzinfo=UTC)  # ten o'clock in Tallinn


@pytest.fixture
def meeting(world: World) -> Event:
    """Rakvere's meeting under the plan, published, with ten places."""
    event = published_event(
        title="Kogukonnapäev", under=world.activity, organiser=world.rakvere, start_date=DAY
    )
    registration_settings(event, capacity=10)
    return event


@pytest.fixture
def checks_in(world: World) -> Callable[..., list[Found]]:
    """Rakvere's coordinator reads the codes of these people, in the morning."""

    def do(*people: Participant, now: datetime = MORNING, **fields: object) -> list[Found]:
        scans = [
            Scan(scan=uuid4(), at=now, participant=one.pk, **fields)  # type: ignore[arg-type]
            for one in people
        ]
        return check_in(event=people[0].event, scans=scans, by=world.coordinator, now=now)

    return do


@dataclass(frozen=True)
class Letter:
    to: str
    language: str
    subject: str
    body: str


def letters() -> list[Letter]:
    """What waits to be sent, in the order in which it was queued."""
    return [
        Letter(mail.to, mail.language, *json.loads(unseal(mail.sealed_text))[:2])
        for mail in OutgoingMail.objects.order_by("pk")
    ]
