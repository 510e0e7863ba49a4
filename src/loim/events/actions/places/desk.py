"""The desk where an event's places are given: one at a time stands before it.

The transaction is READ COMMITTED: each statement after the lock sees everything that whoever
stood here before has committed. Places are counted from rows, never from a counter.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext_lazy as _
from psycopg.errors import LockNotAvailable

from loim.common.refusals import Refusal
from loim.events.models import Event, EventStatus, RegistrationSettings
from loim.events.queries.places.rules import starts_at

PLACES = 7266  # space of the advisory locks, by event
LONGEST_WAIT = "5s"


class Busy(Refusal):
    message = _("Very many people are registering at this moment. Please try again shortly.")


class EventNotOpen(Refusal):
    """It is a draft, was cancelled or held, or nobody can register for it at all."""

    message = _("Nobody can register for this event now.")


@dataclass(frozen=True)
class Desk:
    """The event and its settings as they are while the lock is held."""

    event: Event
    settings: RegistrationSettings

    @property
    def starts_at(self) -> datetime:
        """When the event begins: after that nobody is offered a place."""
        return starts_at(self.event)


def take_turn(event_id: int) -> None:
    """Wait until nobody else decides about this event's places; held until the commit."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('lock_timeout', %s, true), pg_advisory_xact_lock(%s, %s)",
            [LONGEST_WAIT, PLACES, event_id],
        )


@contextmanager
def at_the_desk(event_id: int) -> Iterator[Desk]:
    """A transaction under the event's lock. Raises Busy where the wait is too long,
    EventNotOpen where the event takes no registrations."""
    try:
        with transaction.atomic():
            take_turn(event_id)
            yield _desk(event_id)
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            raise Busy from error
        raise


# What deciding reads, and no more, while all others wait; the rest is fetched if asked for.
_NEEDED = (
    "event__status",
    "event__start_date",
    "event__start_time",
    "event__organiser",
    "event__activity",
    "opens_at",
    "closes_at",
    "change_until",
    "capacity",
    "policy",
    "has_waiting_list",
    "most_per_organisation",
    "most_per_registration",
    "offer_hours",
    "confirm_hours",
    "parties",
    "asks_party",
    "asks_municipality",
)


def _desk(event_id: int) -> Desk:
    found = RegistrationSettings.objects.select_related("event").only(*_NEEDED)
    settings = found.filter(event=event_id).order_by().first()
    if settings is None:
        raise EventNotOpen
    return Desk(settings.event, settings)


def check_published(desk: Desk) -> None:
    """Raises EventNotOpen."""
    if desk.event.status != EventStatus.PUBLISHED:
        raise EventNotOpen
