"""When people are reminded, and when they are thanked."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

# Letters arrive when people are up.
FIRST_HOUR, LAST_HOUR = 8, 20
# What is older is no news: nobody is thanked for an event of the year before.
THANKED_WITHIN = timedelta(days=14)
LONGEST_BEFORE = 60  # days


def is_hour_for_letters(local: datetime) -> bool:
    return FIRST_HOUR <= local.hour <= LAST_HOUR


def due_reminder(days_before: Iterable[int], days_left: int) -> int | None:
    """Which reminder speaks today: after days without a run, the nearest one for those missed."""
    if days_left < 0:
        return None
    return min((days for days in days_before if days >= days_left), default=None)


def reminder_number(first_day: date, days: int) -> int:
    """One for each day of the event and each distance, so that a new date is reminded of anew."""
    return int(first_day.strftime("%Y%m%d")) * 1000 + days


def days_thanked(today: date) -> tuple[date, date]:
    """Of events whose last day is between these, both included."""
    return today - THANKED_WITHIN, today - timedelta(days=1)
