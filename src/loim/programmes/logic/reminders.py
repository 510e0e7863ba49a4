"""When people are reminded that an agreement ends."""

from datetime import date

DAYS_BEFORE = (90, 30, 7)


def due_reminders(end: date, today: date) -> list[int]:
    """The reminders that are due by now, in days before the end; the nearest last.

    After the end none is. Where a day was missed, or the agreement is short, several are
    due at once: the nearest speaks for all.
    """
    left = (end - today).days
    return [days for days in DAYS_BEFORE if 0 <= left <= days]
