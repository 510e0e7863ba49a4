"""Registering: by the form, by the organiser, from a file, by a program, at the door."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from loim.common.constraints import violated_constraint
from loim.common.refusals import Refusal
from loim.events.actions.places.checks import check_request, check_window
from loim.events.actions.places.desk import Desk, at_the_desk
from loim.events.actions.places.entering import Newcomers
from loim.events.actions.places.refusals import FormUsedElsewhere
from loim.events.actions.places.request import Asking, RegistrationRequest
from loim.events.actions.places.settling import Caught, catch_up
from loim.events.actions.places.together import decide_together
from loim.events.logic.places.rules import Rules, Tally
from loim.events.models import Door, Event, Policy, Registration
from loim.events.permissions import may_change_event
from loim.events.queries.places.look import Look, look_at
from loim.people.models import User

# Through these only whoever may change the event puts people on its list.
ORGANISERS_DOORS = frozenset({Door.ORGANISER, Door.IMPORT, Door.WALK_IN})

# The secret of the link is made of the submission, so that it may be what is met first.
ONE_FORM = frozenset({"registration_once_per_submission", "events_registration_key_hash_key"})


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
    TooManyInRegistration, TooManyOfOrganisation, AlreadyRegistered, FormUsedElsewhere,
    OptionFull, Full, Busy; PermissionDenied at the organiser's doors. At the door a `note` admits past every rule, the
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
    """What becomes of each, in their order, in one turn at the desk.

    Raises Busy, EventNotOpen, and FormUsedElsewhere where at this moment another event's desk
    takes the same form.
    """
    try:
        return _decide(event_id, askings)
    except IntegrityError as error:
        is_of_one_form = violated_constraint(error) in ONE_FORM
        if not is_of_one_form or len(askings) > 1:  # several are tried again, each alone
            raise
        raise FormUsedElsewhere from error


def _decide(event_id: int, askings: Sequence[Asking]) -> list[Registration | Refusal]:
    now = max(asking.now for asking in askings)
    with at_the_desk(event_id) as desk:
        seen = look_at(
            event_id,
            submissions=(asking.request.submission for asking in askings),
            addresses=(p.email.lower() for asking in askings for p in asking.request.people),
            now=now,
        )
        made = _made_already(desk, seen.made)
        newcomers, taken = Newcomers(desk, _caught(desk, seen, now)), set(seen.taken)
        outcomes: list[Registration | Refusal] = []
        for asking in askings:
            request = asking.request
            if request.submission not in made:
                try:
                    if request.submission in seen.made_elsewhere:
                        raise FormUsedElsewhere
                    check_window(desk, asking.door, asking.now)
                    again = check_request(desk, asking.door, request, taken)
                    made[request.submission] = newcomers.add(replace(asking, named_again=again))
                except Refusal as refusal:
                    outcomes.append(refusal)
                    continue
                taken.update(person.email.lower() for person in request.people if person.email)
            outcomes.append(made[request.submission])
        newcomers.write()
    return outcomes


def _made_already(desk: Desk, submissions: Collection[UUID]) -> dict[UUID, Registration]:
    if not submissions:
        return {}
    rows = Registration.objects.filter(event=desk.event, submission__in=submissions)
    return {row.submission: row for row in rows}


def _caught(desk: Desk, seen: Look, now: datetime) -> Caught:
    """Without rules, and with nothing due, the number of those who hold a place says it all."""
    settings = desk.settings
    is_full = settings.capacity is not None and seen.holding >= settings.capacity
    is_plain = not (
        seen.has_rules
        or seen.is_due
        or (seen.has_waiting and not is_full)
        or settings.most_per_organisation is not None
        or settings.policy == Policy.DRAW
    )
    if not is_plain:
        return catch_up(desk, now)
    return Caught(Rules(settings.capacity), Tally(seen.holding), is_drawn=False)
