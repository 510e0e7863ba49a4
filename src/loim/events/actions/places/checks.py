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


def check_request(desk: Desk, door: Door, request: RegistrationRequest, taken: set[str]) -> None:
    """Raises TooManyInRegistration, AlreadyRegistered."""
    if not request.people:
        raise ValueError("a registration is of somebody")
    check_size(desk, door, len(request.people))
    check_addresses(request.people, taken)


def check_size(desk: Desk, door: Door, people: int) -> None:
    """Raises TooManyInRegistration."""
    most = desk.settings.most_per_registration
    if door in OWN_DOORS and people > most:
        raise TooManyInRegistration(most=most)


def check_addresses(people: Iterable[PersonRequest], taken: set[str]) -> None:
    """Raises AlreadyRegistered; `taken` are in small letters."""
    seen: set[str] = set()
    for person in people:
        address = person.email.lower()
        if address and (address in taken or address in seen):
            raise AlreadyRegistered(email=person.email)
        seen.add(address)


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
