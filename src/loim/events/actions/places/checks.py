"""What is checked before a place is sought: is it open, and is the request within limits?"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models.functions import Lower

from loim.events.actions.places.desk import Desk, EventNotOpen
from loim.events.actions.places.refusals import (
    AlreadyRegistered,
    NotOpenYet,
    RegistrationClosed,
    TooManyInRegistration,
)
from loim.events.actions.places.request import PersonRequest, RegistrationRequest
from loim.events.logic.participant_states import LIVE
from loim.events.models import Door, EventStatus, Participant

# People who register by themselves keep to the times and limits that the organiser set.
OWN_DOORS = frozenset({Door.SELF, Door.API})


def check_window(desk: Desk, door: Door, now: datetime) -> None:
    """Raises EventNotOpen, NotOpenYet, RegistrationClosed."""
    status = desk.event.status
    is_open = status == EventStatus.PUBLISHED or (
        door == Door.WALK_IN and status == EventStatus.HELD
    )
    if not is_open:
        raise EventNotOpen
    if door not in OWN_DOORS:
        return
    opens, closes = desk.settings.opens_at, desk.settings.closes_at
    if opens is not None and now < opens:
        raise NotOpenYet(opens=opens)
    if now >= min(closes, desk.starts_at):
        raise RegistrationClosed


def check_request(
    desk: Desk, door: Door, request: RegistrationRequest, taken: set[str]
) -> frozenset[str]:
    """As `check_addresses`. Raises TooManyInRegistration, AlreadyRegistered."""
    if not request.people:
        raise ValueError("a registration is of somebody")
    check_size(desk, door, len(request.people))
    return check_addresses(door, request, taken)


def check_size(desk: Desk, door: Door, people: int) -> None:
    """Raises TooManyInRegistration."""
    most = desk.settings.most_per_registration
    if door in OWN_DOORS and people > most:
        raise TooManyInRegistration(most=most)


def check_addresses(
    door: Door, request: RegistrationRequest, taken: Iterable[str]
) -> frozenset[str]:
    """Those of the request's addresses that are on the list; `taken` are in small letters.

    Raises AlreadyRegistered for one's own, or named twice; at the organiser's doors for any.
    Who else is on the list is nobody's business: whoever names them learns nothing, and they
    are told by letter.
    """
    seen: set[str] = set()
    known, own = frozenset(taken), request.email.lower()
    for person in request.people:
        address = person.email.lower()
        is_told = door != Door.SELF or address == own
        if address and (address in seen or (is_told and address in known)):
            raise AlreadyRegistered(email=person.email)
        seen.add(address)
    return known & (seen - {""})


def addresses_taken(
    desk: Desk, people: Iterable[PersonRequest], *, besides: Iterable[int] = ()
) -> set[str]:
    """Of the addresses of `people`, in small letters, those on the list now.

    `besides`: participants whose own addresses they may be.
    """
    addresses = {person.email.lower() for person in people if person.email}
    if not addresses:
        return set()
    return set(
        Participant.objects.filter(event=desk.event, state__in=LIVE)
        .exclude(pk__in=list(besides))
        .annotate(address=Lower("email"))
        .filter(address__in=addresses)
        .values_list("address", flat=True)
    )
