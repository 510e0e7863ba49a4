"""The desk where an event's places are given: one at a time stands before it.

The transaction is READ COMMITTED: each statement after the lock sees everything that whoever
stood here before has committed. Places are counted from rows, never from a counter.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import OperationalError, connection, transaction
from django.db.models import Model
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
_OF_EVENT = ("id", "status", "start_date", "start_time", "organiser_id", "activity_id")
_OF_SETTINGS = (
    "id",
    "event_id",
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


def _columns(of: type[Model], wanted: tuple[str, ...]) -> list[str]:
    """In the order of the table, as `from_db` takes them."""
    fields = of._meta.concrete_fields  # noqa: SLF001  # documented
    return [field.attname for field in fields if field.attname in wanted]


_EVENT = _columns(Event, _OF_EVENT)
_SETTINGS = _columns(RegistrationSettings, _OF_SETTINGS)
# In SQL, since putting a query together took longer than the database took to answer it.
_ROW = (
    f"SELECT {', '.join(f'e.{name}' for name in _EVENT)},"  # noqa: S608  # names of our own columns
    f" {', '.join(f's.{name}' for name in _SETTINGS)}"
    " FROM events_registrationsettings s JOIN events_event e ON e.id = s.event_id"
    " WHERE s.event_id = %s"
)


def _desk(event_id: int) -> Desk:
    with connection.cursor() as cursor:
        cursor.execute(_ROW, [event_id])
        row = cursor.fetchone()
    if row is None:
        raise EventNotOpen
    event = Event.from_db(connection.alias, _EVENT, row[: len(_EVENT)])
    settings = RegistrationSettings.from_db(connection.alias, _SETTINGS, row[len(_EVENT) :])
    settings.event = event
    return Desk(event, settings)


def check_published(desk: Desk) -> None:
    """Raises EventNotOpen."""
    if desk.event.status != EventStatus.PUBLISHED:
        raise EventNotOpen
