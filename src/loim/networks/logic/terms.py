"""Terms: how long somebody holds a seat, and which days of it are free."""

from collections.abc import Iterable
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

Days = tuple[date, date | None]  # first and last day; None while it lasts


def term_end(start: date, months: int | None, *limits: date | None) -> date | None:
    """The last day of a term that begins on `start`: `months` long, and no longer than any of
    `limits` (a seat's last day, a membership's). None where nothing ends it.

    A term from 31 August for six months lasts until 27 or 28 February: the day before the day
    of the same number, or before the month's last.
    """
    ends = [limit for limit in limits if limit is not None]
    if months is not None:
        ends.append(start + relativedelta(months=months) - timedelta(days=1))
    return min(ends, default=None)


def overlap(first: Days, second: Days) -> bool:
    """Whether the two share a day."""
    return (first[1] is None or second[0] <= first[1]) and (
        second[1] is None or first[0] <= second[1]
    )


def is_free(wanted: Days, held: Iterable[Days]) -> bool:
    return not any(overlap(wanted, days) for days in held)


def next_free_day(after: date, held: Iterable[Days]) -> date | None:
    """The first day from `after` on which nobody holds it; None if it is held for ever."""
    day = after
    for start, end in sorted(held, key=lambda days: days[0]):
        if start > day:
            break
        if end is None:
            return None
        day = max(day, end + timedelta(days=1))
    return day
