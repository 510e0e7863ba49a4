"""Registrations for tests, written straight into the tables: no rule decides about them.

What the actions promise is tested through `loim.events.actions.places`; these put an event
into the situation that a test is about.
"""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from loim.events.models import (
    Answer,
    Door,
    Event,
    EventStatus,
    Feature,
    Option,
    Participant,
    PlaceRule,
    Question,
    QuestionKind,
    Registration,
    RegistrationSettings,
)
from loim.events.queries.registration.own_link import new_key_hash
from tests.factories.events import event

OPENED = datetime(2023, 9, 1, 6, 0, tzinfo=UTC)
CLOSES = datetime(2023, 10, 31, 21, 59, tzinfo=UTC)
_numbers = count(1)


def published_event(**fields: Any) -> Event:
    """A published meeting in November 2023, still to be held."""
    fields.setdefault("start_date", datetime(2023, 11, 15, tzinfo=UTC).date())
    fields.setdefault("status", EventStatus.PUBLISHED)
    fields.setdefault("published_at", OPENED)
    return event(fields.pop("under", None), **fields)


def registration_settings(of: Event | None = None, **fields: Any) -> RegistrationSettings:
    """Open on the tests' day (2 October 2023), first come, 30 places, with a waiting list."""
    fields.setdefault("opens_at", OPENED)
    fields.setdefault("closes_at", CLOSES)
    fields.setdefault("capacity", 30)
    return RegistrationSettings.objects.create(event=of or published_event(), **fields)


def question(of: Event, kind: str = QuestionKind.ONE_OF, **fields: Any) -> Question:
    number = next(_numbers)
    fields.setdefault("label", f"Küsimus {number}")
    fields.setdefault("position", number)
    return Question.objects.create(event=of, kind=kind, **fields)


def option(of: Question, label: str = "", **fields: Any) -> Option:
    number = next(_numbers)
    fields.setdefault("position", number)
    return Option.objects.create(question=of, label=label or f"Vastus {number}", **fields)


def place_rule(
    of: Event, feature: str = Feature.PARTY, value: str = "", **fields: Any
) -> PlaceRule:
    return PlaceRule.objects.create(event=of, feature=feature, value=value, **fields)


def registration(of: Event, **fields: Any) -> Registration:
    """Without anybody in it; `participant` adds them."""
    number = next(_numbers)
    submission: UUID = fields.pop("submission", None) or uuid4()
    fields.setdefault("name", f"Registreerija {number}")
    fields.setdefault("email", f"registreerija{number}@example.ee")
    fields.setdefault("door", Door.SELF)
    fields.setdefault("created_at", OPENED + timedelta(seconds=number))
    fields.setdefault("confirmed_at", fields["created_at"])
    return Registration.objects.create(
        event=of, submission=submission, key_hash=new_key_hash(submission), **fields
    )


def participant(
    of: Event,
    state: str = "admitted",
    *,
    of_registration: Registration | None = None,
    **fields: Any,
) -> Participant:
    """In a registration of their own unless one is given; queued in the order of the calls."""
    number = next(_numbers)
    fields.setdefault("name", f"Osaleja {number}")
    fields.setdefault("email", f"osaleja{number}@example.ee")
    fields.setdefault("queued_at", OPENED + timedelta(seconds=number))
    fields.setdefault("state_at", fields["queued_at"])
    if state == "offered":
        fields.setdefault("offer_expires_at", CLOSES)
    within = of_registration or registration(of, name=fields["name"], email=fields["email"])
    return Participant.objects.create(event=of, registration=within, state=state, **fields)


def answer(
    of: Participant, to: Question, *, option: Option | None = None, text: str = ""
) -> Answer:
    return Answer.objects.create(participant=of, question=to, option=option, text=text)
