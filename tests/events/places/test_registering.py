"""Registering: what becomes of a request, by the rules that the organiser set."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from loim.events.actions.places import (
    AlreadyRegistered,
    EventNotOpen,
    Full,
    NotOpenYet,
    PersonRequest,
    RegistrationClosed,
    RegistrationRequest,
    TooManyInRegistration,
    TooManyOfOrganisation,
    register,
)
from loim.events.models import Door, Event, Participant, Registration
from tests import factories as make

pytestmark = pytest.mark.django_db
NOW = datetime(2023, 10, 2, 9, 0, tzinfo=UTC)


def ask(*names: str, **fields: Any) -> RegistrationRequest:
    people = tuple(
        PersonRequest(
            name=name,
            email=f"{name.lower()}@example.ee",
            party=fields.get("party", ""),
            organisation_name=fields.get("organisation_name", ""),
        )
        for name in names
    )
    more = {k: v for k, v in fields.items() if k not in ("party", "organisation_name")}
    return RegistrationRequest(name=names[0], email=f"{names[0].lower()}@example.ee", people=people, **more)


def come(event: Event, *names: str, **fields: Any) -> list[Participant]:
    door = fields.pop("door", Door.SELF)
    fields.setdefault("is_confirmed", True)
    made = register(event=event, request=ask(*names, **fields), door=door, by=None, now=NOW)
    return list(made.participants.order_by("pk"))


def states(event: Event) -> dict[str, str]:
    return dict(event.participants.order_by("pk").values_list("name", "state"))


def test_a_free_place_is_theirs_at_once_when_the_address_is_known() -> None:
    settings = make.registration_settings(capacity=2)

    come(settings.event, "Mari")

    assert states(settings.event) == {"Mari": "admitted"}


def test_without_an_account_the_place_is_kept_until_the_address_is_confirmed() -> None:
    settings = make.registration_settings(capacity=2, confirm_hours=5)

    [person] = come(settings.event, "Mari", is_confirmed=False)

    assert (person.state, person.offer_expires_at) == ("offered", NOW + timedelta(hours=5))


def test_whoever_comes_after_the_last_place_waits() -> None:
    settings = make.registration_settings(capacity=1)

    come(settings.event, "Mari")
    come(settings.event, "Jüri")

    assert states(settings.event) == {"Mari": "admitted", "Jüri": "waiting"}


def test_without_a_waiting_list_a_full_event_refuses_and_keeps_nothing() -> None:
    settings = make.registration_settings(capacity=1, has_waiting_list=False)
    come(settings.event, "Mari")

    with pytest.raises(Full):
        come(settings.event, "Jüri", "Anu")

    assert states(settings.event) == {"Mari": "admitted"}
    assert Registration.objects.count() == 1
