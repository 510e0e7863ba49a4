"""Whether one can register for an event now: what its page and its form say about it."""

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.timezone import make_aware

from loim.events.logic.participant_states import HOLDING, ParticipantState
from loim.events.models import Event, EventStatus, Participant, Policy, RegistrationSettings


class CallState(StrEnum):
    NOT_ASKED = "not_asked"  # nobody registers for this event
    NOT_PUBLISHED = "not_published"
    NOT_YET = "not_yet"
    OPEN = "open"
    WAITING_LIST = "waiting_list"  # open; whoever comes now waits
    FULL = "full"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    HELD = "held"


@dataclass(frozen=True)
class Call:
    """`free` is None where as many as come can come, or where it is decided later who comes.

    Not `is_counted`: how many places are free has not been looked at.
    """

    state: CallState
    settings: RegistrationSettings | None = None
    free: int | None = None
    waiting: int = 0
    is_counted: bool = True

    @property
    def closes_at(self) -> datetime | None:
        return closing_time(self.settings.event, self.settings) if self.settings else None

    @property
    def is_open(self) -> bool:
        return self.state in {CallState.OPEN, CallState.WAITING_LIST}


def settings_of(event: Event) -> RegistrationSettings | None:
    settings = RegistrationSettings.objects.filter(event=event).first()
    if settings is not None:
        settings.event = event
    return settings


def call_to_send(event_id: int, now: datetime) -> Call:
    """For a form that is sent: places are not counted, since the desk counts them anyway. One
    query, with the event and its organiser."""
    found = RegistrationSettings.objects.select_related("event__organiser")
    settings = found.filter(event=event_id).order_by().first()
    if settings is None:
        return Call(CallState.NOT_ASKED)
    return Call(state_by_time(settings.event, settings, now), settings, is_counted=False)


def registration_call(event: Event, now: datetime) -> Call:
    """One query; counted from rows, so what is shown is what is there."""
    settings = (
        RegistrationSettings.objects.filter(event=event)
        .annotate(
            holding=_people_in(sorted(HOLDING)), in_queue=_people_in([ParticipantState.WAITING])
        )
        .first()
    )
    if settings is None:
        return Call(CallState.NOT_ASKED)
    settings.event = event
    holding: int = settings.holding
    waiting: int = settings.in_queue
    if (state := state_by_time(event, settings, now)) != CallState.OPEN:
        return Call(state, settings)
    if settings.policy != Policy.FIRST_COME or settings.capacity is None:
        return Call(CallState.OPEN, settings, waiting=waiting)
    # Free places may be kept for some while others wait.
    free = max(settings.capacity - holding, 0)
    if free:
        return Call(CallState.OPEN, settings, free=free, waiting=waiting)
    state = CallState.WAITING_LIST if settings.has_waiting_list else CallState.FULL
    return Call(state, settings, free=0, waiting=waiting)


def state_by_time(event: Event, settings: RegistrationSettings, now: datetime) -> CallState:
    """Without a look at the places."""
    by_status = {
        EventStatus.DRAFT: CallState.NOT_PUBLISHED,
        EventStatus.CANCELLED: CallState.CANCELLED,
        EventStatus.HELD: CallState.HELD,
    }
    if event.status in by_status:
        return by_status[EventStatus(event.status)]
    if settings.opens_at is not None and now < settings.opens_at:
        return CallState.NOT_YET
    return CallState.OPEN if now < closing_time(event, settings) else CallState.CLOSED


def starting_time(event: Event) -> datetime:
    """The first moment of the event; midnight where it takes whole days."""
    return make_aware(datetime.combine(event.start_date, event.start_time or time()))


def closing_time(event: Event, settings: RegistrationSettings) -> datetime:
    """Nobody registers any more for what has begun."""
    return min(settings.closes_at, starting_time(event))


def _people_in(states: list[str]) -> Coalesce:
    people = (
        Participant.objects.filter(event=OuterRef("event"), state__in=states)
        .order_by()
        .values("event")
        .annotate(people=Count("pk"))
        .values("people")
    )
    return Coalesce(Subquery(people), 0)
