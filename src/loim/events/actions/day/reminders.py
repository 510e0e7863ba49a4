"""Whoever has a place is reminded of the event: a week and a day before, unless it says otherwise."""

from datetime import datetime, time, timedelta

from django.utils.timezone import localdate, localtime, make_aware

from loim.events.actions.day.letters import write_letters
from loim.events.logic.day.reminders import (
    LONGEST_BEFORE,
    due_reminder,
    is_hour_for_letters,
    reminder_number,
)
from loim.events.logic.participant_states import ParticipantState
from loim.events.models import Event, EventStatus, NoticeKind
from loim.events.queries.day.letter_texts import DayText, end_of_day
from loim.events.queries.day.settings import settings_of


def send_reminders(*, now: datetime) -> int:
    """How many participants were reminded. Safe to run again: each reminder is sent once.

    Nobody is reminded of what is cancelled, at night, or right after they got their place.
    """
    if not is_hour_for_letters(localtime(now)):
        return 0
    today = localdate(now)
    coming = list(
        Event.objects.filter(
            status=EventStatus.PUBLISHED,
            start_date__gte=today,
            start_date__lte=today + timedelta(days=LONGEST_BEFORE),
        )
        .select_related("organiser")
        .order_by("pk")
    )
    by_event = settings_of(coming)
    reminded = 0
    for event in coming:
        days = due_reminder(by_event[event.pk].reminder_days, (event.start_date - today).days)
        if days is not None:
            reminded += _remind(event, days, now)
    return reminded


def _remind(event: Event, days: int, now: datetime) -> int:
    due_at = make_aware(datetime.combine(event.start_date - timedelta(days=days), time()))
    left = (event.start_date - localdate(now)).days
    text = DayText(
        event,
        "event_reminder",
        facts={"days": left},
        useful_until=end_of_day(event.start_date),
    )
    return write_letters(
        event=event,
        # Whoever was given a place since then has just had a letter about it.
        people=event.participants.filter(state=ParticipantState.ADMITTED, state_at__lt=due_at),
        kind=NoticeKind.REMINDER,
        number=reminder_number(event.start_date, days),
        text=text,
        now=now,
    )
