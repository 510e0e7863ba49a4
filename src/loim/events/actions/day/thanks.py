"""Whoever came is thanked the day after, and asked how it was."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.utils.timezone import localdate, localtime

from loim.events.actions.day.feedback import make_tickets
from loim.events.actions.day.feedback_questions import write_ready_questions
from loim.events.actions.day.letters import write_letters
from loim.events.logic.day.feedback_times import last_day_of_feedback
from loim.events.logic.day.reminders import days_thanked, is_hour_for_letters
from loim.events.logic.participant_states import ParticipantState
from loim.events.models import DaySettings, Event, EventStatus, NoticeKind, Participant
from loim.events.queries.day.letter_texts import DayText, end_of_day, whole_address
from loim.events.queries.day.settings import settings_of


def send_thanks(*, now: datetime) -> int:
    """How many participants were thanked. Safe to run again: each is thanked once."""
    if not is_hour_for_letters(localtime(now)):
        return 0
    first, last = days_thanked(localdate(now))
    over = list(
        Event.objects.filter(status=EventStatus.HELD, end_date__gte=first, end_date__lte=last)
        .select_related("organiser")
        .order_by("pk")
    )
    by_event = settings_of(over)
    return sum(
        _thank(event, by_event[event.pk], now) for event in over if by_event[event.pk].sends_thanks
    )


def people_who_came(event: Event) -> QuerySet[Participant]:
    """Where nobody was checked in, everybody who held a place and is not known to be absent."""
    came = event.participants.filter(state=ParticipantState.ATTENDED)
    return came if came.exists() else event.participants.filter(state=ParticipantState.ADMITTED)


def _thank(event: Event, settings: DaySettings, now: datetime) -> int:
    tickets = _Tickets(event) if settings.asks_feedback else None
    text = DayText(
        event,
        "event_thanks",
        lines=tickets.line if tickets else None,
        before=tickets.make if tickets else None,
        useful_until=end_of_day(last_day_of_feedback(event.end_date)),
    )
    return write_letters(
        event=event, people=people_who_came(event), kind=NoticeKind.THANKS, text=text, now=now
    )


class _Tickets:
    """A link for each reader, made in the transaction that queues the letters."""

    def __init__(self, event: Event) -> None:
        self.event = event
        self._keys: list[str] = []

    def make(self, people: Sequence[Participant]) -> None:
        if not self.event.feedback_questions.exists():
            write_ready_questions(self.event)
        self._keys = make_tickets(self.event, len(people))

    def line(self, person: Participant, language: str) -> str:
        return whole_address("feedback", [self._keys.pop()], language)
