"""People at the door who have no place: on the waiting list, or not on any list."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.events.actions.day.check_in import check_in
from loim.events.actions.day.counting import count_check_ins
from loim.events.actions.day.scans import Found, Scan
from loim.events.actions.places import (
    Full,
    PersonRequest,
    RegistrationRequest,
    admit_by_hand,
    register,
)
from loim.events.actions.recording import programmes_of
from loim.events.actions.steps import whole_event
from loim.events.logic.day.outcomes import Outcome
from loim.events.logic.participant_states import HOLDING
from loim.events.models import Door, Event, Participant, RegistrationSettings
from loim.events.permissions import may_change_event
from loim.events.queries.day.attendance import CHECK_IN
from loim.events.queries.day.organisations import organisation_named
from loim.people.models import Municipality, Organisation, User
from loim.programmes.actions.corrections import record_change


class NoFreePlace(Refusal):
    """A written reason (`note`) lets the person in all the same."""

    message = _("All places are taken. To let this person in all the same, write why.")


class NotLetIn(Refusal):
    message = _("This person could not be checked in: the event is not on this day.")


class NotOnTheList(Refusal):
    message = _("This person is not on the list of this event.")


@dataclass(frozen=True)
class WalkIn:
    """Somebody who is not on the list. `scan` is made where they were written down."""

    scan: UUID
    at: datetime
    name: str
    email: str = ""
    language: str = "et"
    party: str = ""
    organisation: Organisation | None = None
    organisation_name: str = ""
    municipality: Municipality | None = None
    session: int | None = None
    day: date | None = None
    note: str = ""


def add_walk_in(*, event: Event, newcomer: WalkIn, by: User, now: datetime) -> Found:
    """They have a place where one is free, or where `note` says why, and are checked in.

    Past the last place, the event has one place more: places are never fewer than people.
    The same `scan` again changes nothing. Refused: NoFreePlace, AlreadyRegistered, and as
    `register` and `check_in`; then they are not on the list either.
    """
    organisation = newcomer.organisation or organisation_named(newcomer.organisation_name)
    person = PersonRequest(
        name=newcomer.name,
        email=newcomer.email,
        party=newcomer.party,
        organisation=organisation,
        organisation_name="" if organisation else newcomer.organisation_name,
        municipality=newcomer.municipality or (organisation.municipality if organisation else None),
    )
    request = RegistrationRequest(
        name=newcomer.name,
        email=newcomer.email,
        language=newcomer.language,
        people=(person,),
        submission=newcomer.scan,
        is_confirmed=True,
    )
    with _at_the_door(event, by, now):
        try:
            registration = register(
                event=event, request=request, door=Door.WALK_IN, note=newcomer.note, by=by, now=now
            )
        except Full as full:
            raise NoFreePlace from full
        _make_room(event, more=0)
        [participant] = registration.participants.all()
        return _check_in(event, participant, newcomer, by, now)


@dataclass(frozen=True)
class LetIn:
    """Somebody on the list without a place."""

    scan: UUID
    at: datetime
    participant: int
    session: int | None = None
    day: date | None = None
    note: str = ""


def let_in(*, event: Event, person: LetIn, by: User, now: datetime) -> Found:
    """Whoever waits has a place now, out of turn, and is checked in.

    Refused: ReasonMissing without a `note`; whoever declined or withdrew (StepNotPossible),
    who comes anew as a walk-in; and as `admit_by_hand` and `check_in`.
    """
    with _at_the_door(event, by, now):
        participant = event.participants.filter(pk=person.participant, erased_at=None).first()
        if participant is None:
            raise NotOnTheList
        if participant.state not in HOLDING:
            _make_room(event, more=1)
            admit_by_hand(participants=[participant], note=person.note, by=by, now=now)
        return _check_in(event, participant, person, by, now)


@contextmanager
def _at_the_door(event: Event, by: User, now: datetime) -> Iterator[None]:
    """All or nothing, with nobody else at the desk.

    The event begins first: from then on no place goes to whoever waits at home.
    """
    if not may_change_event(by, event):
        raise PermissionDenied
    with (
        record_change(by=by, now=now, step=CHECK_IN, programmes=programmes_of(event)),
        whole_event(event.pk),
    ):
        count_check_ins(event=event, is_beginning=True)
        yield


def _make_room(event: Event, *, more: int) -> None:
    """At least as many places as people who hold one, and `more`."""
    needed = event.participants.filter(state__in=HOLDING).count() + more
    RegistrationSettings.objects.filter(event=event, capacity__lt=needed).update(capacity=needed)


def _check_in(
    event: Event, participant: Participant, person: WalkIn | LetIn, by: User, now: datetime
) -> Found:
    scan = Scan(
        scan=person.scan,
        at=person.at,
        participant=participant.pk,
        session=person.session,
        day=person.day,
    )
    [found] = check_in(event=event, scans=[scan], by=by, now=now)
    if found.outcome == Outcome.OTHER_DAY:
        raise NotLetIn
    return found
