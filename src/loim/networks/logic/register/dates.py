"""When an association is to be asked again, and when it is reminded."""

from datetime import date, timedelta

CONFIRM_MONTHS = 12
REMIND_AFTER_DAYS = (14, 30)


def a_year_before(day: date) -> date:
    """What was confirmed before that day is overdue on `day`. 29 February counts as the 28th."""
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 2, 28)
    return day.replace(year=day.year - 1)


def is_overdue(confirmed: date | None, today: date) -> bool:
    """More than twelve months ago, or never."""
    return confirmed is None or confirmed < a_year_before(today)


def reminder_due(*, asked: date, reminded_days: int, today: date) -> int:
    """Which reminder is to go today: 14 or 30 (days after the question), or 0 for none.

    Whoever missed the first gets the second alone: nobody has two letters at once.
    """
    passed = today - asked
    due = [days for days in REMIND_AFTER_DAYS if passed >= timedelta(days=days)]
    return due[-1] if due and due[-1] > reminded_days else 0
