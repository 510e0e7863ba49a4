"""Registering: by the form, by the organiser, from a file, by a program, at the door."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied

from loim.common.refusals import Refusal
from loim.events.actions.places.checks import addresses_taken, check_request, check_window
from loim.events.actions.places.desk import Desk, at_the_desk
from loim.events.actions.places.entering import Newcomers
from loim.events.actions.places.request import RegistrationRequest
from loim.events.actions.places.settling import catch_up
from loim.events.models import Door, Event, Registration
from loim.events.permissions import may_change_event
from loim.people.models import User

# Through these only whoever may change the event puts people on its list.
ORGANISERS_DOORS = frozenset({Door.ORGANISER, Door.IMPORT, Door.WALK_IN})


def register(
    *,
    event: Event,
    request: RegistrationRequest,
    door: Door | str,
    note: str = "",
    by: User | None,
    now: datetime,
) -> Registration:
    """The registration, its people and answers, with a decision about each place.

    A place is theirs at once, or for a time until the address is confirmed; otherwise they
    wait, or apply where the organiser or a draw decides. The same `submission` again gives
    what it made the first time. Refused: EventNotOpen, NotOpenYet, RegistrationClosed,
    TooManyInRegistration, TooManyOfOrganisation, AlreadyRegistered, OptionFull, Full, Busy;
    PermissionDenied at the organiser's doors. At the door a `note` admits past every rule, the
    last place included: whoever writes it answers for the capacity.
    """
    [outcome] = decide(event=event, requests=[request], door=Door(door), note=note, by=by, now=now)
    if isinstance(outcome, Refusal):
        raise outcome
    return outcome


def register_all(
    *,
    event: Event,
    requests: Sequence[RegistrationRequest],
    door: Door | str,
    by: User | None,
    now: datetime,
) -> list[Registration]:
    """All of them, in their order, or none: the first refusal is raised."""
    outcomes = decide(
        event=event, requests=requests, door=Door(door), by=by, now=now, is_all_or_nothing=True
    )
    return [outcome for outcome in outcomes if isinstance(outcome, Registration)]


def decide(
    *,
    event: Event,
    requests: Sequence[RegistrationRequest],
    door: Door,
    note: str = "",
    by: User | None,
    now: datetime,
    is_all_or_nothing: bool = False,
) -> list[Registration | Refusal]:
    """What becomes of each request, in their order, in one turn at the desk."""
    if door in ORGANISERS_DOORS and (by is None or not may_change_event(by, event)):
        raise PermissionDenied
    with at_the_desk(event.pk) as desk:
        made = _made_already(desk, requests)
        if any(request.submission not in made for request in requests):
            check_window(desk, door, now)
        newcomers = Newcomers(desk, door, by, now, catch_up(desk, now), note=note)
        taken = addresses_taken(desk, (person for request in requests for person in request.people))
        outcomes: list[Registration | Refusal] = []
        for request in requests:
            if request.submission in made:
                outcomes.append(made[request.submission])
                continue
            try:
                check_request(desk, door, request, taken)
                registration = newcomers.add(request)
            except Refusal as refusal:
                if is_all_or_nothing:
                    raise
                outcomes.append(refusal)
                continue
            made[request.submission] = registration
            taken.update(person.email.lower() for person in request.people if person.email)
            outcomes.append(registration)
        newcomers.write()
    return outcomes


def _made_already(desk: Desk, requests: Sequence[RegistrationRequest]) -> dict[UUID, Registration]:
    sent = [request.submission for request in requests]
    rows = Registration.objects.filter(event=desk.event, submission__in=sent)
    return {row.submission: row for row in rows}
