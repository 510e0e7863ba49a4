"""Registering: by the form, by the organiser, from a file, by a program, at the door."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from loim.common.refusals import Refusal
from loim.events.actions.places.checks import addresses_taken, check_request, check_window
from loim.events.actions.places.desk import Desk, at_the_desk
from loim.events.actions.places.entering import Newcomers
from loim.events.actions.places.request import Asking, RegistrationRequest
from loim.events.actions.places.settling import catch_up
from loim.events.actions.places.together import decide_together
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
    asking = Asking(request, Door(door), by, now, note)
    check_door(event, asking)
    outcome = decide_together(event.pk, asking, decide)
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
    askings = [Asking(request, Door(door), by, now) for request in requests]
    for asking in askings[:1]:
        check_door(event, asking)
    with transaction.atomic():
        outcomes = decide(event.pk, askings)
        for outcome in outcomes:
            if isinstance(outcome, Refusal):
                raise outcome
    return [outcome for outcome in outcomes if isinstance(outcome, Registration)]


def check_door(event: Event, asking: Asking) -> None:
    """Raises PermissionDenied."""
    if asking.door in ORGANISERS_DOORS and not (
        asking.by is not None and may_change_event(asking.by, event)
    ):
        raise PermissionDenied


def decide(event_id: int, askings: Sequence[Asking]) -> list[Registration | Refusal]:
    """What becomes of each, in their order, in one turn at the desk. Raises Busy, EventNotOpen."""
    with at_the_desk(event_id) as desk:
        made = _made_already(desk, askings)
        newcomers = Newcomers(desk, catch_up(desk, max(asking.now for asking in askings)))
        taken = addresses_taken(
            desk, (person for asking in askings for person in asking.request.people)
        )
        outcomes: list[Registration | Refusal] = []
        for asking in askings:
            request = asking.request
            if request.submission not in made:
                try:
                    check_window(desk, asking.door, asking.now)
                    check_request(desk, asking.door, request, taken)
                    made[request.submission] = newcomers.add(asking)
                except Refusal as refusal:
                    outcomes.append(refusal)
                    continue
                taken.update(person.email.lower() for person in request.people if person.email)
            outcomes.append(made[request.submission])
        newcomers.write()
    return outcomes


def _made_already(desk: Desk, askings: Sequence[Asking]) -> dict[UUID, Registration]:
    sent = [asking.request.submission for asking in askings]
    rows = Registration.objects.filter(event=desk.event, submission__in=sent)
    return {row.submission: row for row in rows}
