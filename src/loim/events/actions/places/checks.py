"""What is checked before a place is sought: is it open, and is the request within limits?"""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format

from loim.events.actions.places.desk import Desk, EventNotOpen
from loim.events.actions.places.refusals import (
    AlreadyRegistered,
    NotOpenYet,
    RegistrationClosed,
    TooManyInRegistration,
)
from loim.events.actions.places.request import RegistrationRequest
from loim.events.models import Door, EventStatus

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
        raise NotOpenYet(opens=date_format(timezone.localtime(opens), "SHORT_DATETIME_FORMAT"))
    if now >= min(closes, desk.starts_at):
        raise RegistrationClosed


def check_request(desk: Desk, door: Door, request: RegistrationRequest, taken: set[str]) -> None:
    """Raises TooManyInRegistration, AlreadyRegistered."""
    if not request.people:
        raise ValueError("a registration is of somebody")
    most = desk.settings.most_per_registration
    if door in OWN_DOORS and len(request.people) > most:
        raise TooManyInRegistration(most=most)
    seen: set[str] = set()
    for person in request.people:
        address = person.email.lower()
        if address and (address in taken or address in seen):
            raise AlreadyRegistered(email=person.email)
        seen.add(address)
