"""Short words for what these tests do over and over: somebody asks for a place."""

from datetime import UTC, datetime
from typing import Any

from loim.events.actions.places import (
    AnswerRequest,
    PersonRequest,
    RegistrationRequest,
    register,
)
from loim.events.models import Door, Event, Option, Participant
from loim.people.models import Membership, Role, User
from tests import factories as make

NOW = datetime(2023, 10, 2, 9, 0, tzinfo=UTC)
_OF_PERSON = ("party", "organisation", "organisation_name", "municipality", "participant")


def person(name: str, *, chosen: tuple[Option, ...] = (), **fields: Any) -> PersonRequest:
    answers = tuple(AnswerRequest(option.question_id, option.pk) for option in chosen)
    fields.setdefault("email", f"{name.lower()}@example.ee")
    return PersonRequest(name=name, answers=answers, **fields)


def request(*people: str | PersonRequest, **fields: Any) -> RegistrationRequest:
    """Names become people with the same party, organisation and municipality."""
    shared = {name: fields.pop(name) for name in _OF_PERSON if name in fields}
    asked = tuple(
        one if isinstance(one, PersonRequest) else person(one, **shared) for one in people
    )
    fields.setdefault("name", asked[0].name)
    fields.setdefault("email", asked[0].email)
    fields.setdefault("is_confirmed", True)
    return RegistrationRequest(people=asked, **fields)


def come(event: Event, *people: str | PersonRequest, **fields: Any) -> list[Participant]:
    """They register by themselves, signed in unless said otherwise."""
    door, by, at = (
        fields.pop("door", Door.SELF),
        fields.pop("by", None),
        fields.pop("now", NOW),
    )
    made = register(event=event, request=request(*people, **fields), door=door, by=by, now=at)
    return list(made.participants.order_by("pk"))


def states(event: Event) -> dict[str, str]:
    return dict(event.participants.order_by("pk").values_list("name", "state"))


def reasons(participant: Participant) -> list[tuple[str, str, str]]:
    """(before, after, reason) of each decision, the first first."""
    return list(participant.decisions.order_by("at", "pk").values_list("before", "after", "reason"))


def organiser_of(event: Event) -> User:
    """Somebody who may change the event."""
    one = make.user()
    Membership.objects.create(
        user=one, organisation=event.organiser, role=Role.ORGANISER, start_date=NOW.date()
    )
    return one
