"""'At least two county meetings a year': what a network owes this year, and when to warn.

The rule, as its page says it: a network owes so many meetings in a calendar year. In a year in
which it began or ended it owes its share by months begun, rounded down, and yet one where it
works for more than half of the year.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MONTHS = 12


class Standing(StrEnum):
    NOTHING_OWED = "nothing"
    HELD = "held"  # all that are owed
    PLANNED = "planned"  # held or in the calendar
    AHEAD = "ahead"  # some are neither, and there is time
    WARNED = "warned"  # some are neither: plan them now


@dataclass(frozen=True)
class OwedMeetings:
    """`planned` counts those of this year from `today` on. `last_day` is by when they are owed."""

    due: int
    held: int
    planned: int
    last_day: date
    standing: Standing
    warns_from: date | None

    @property
    def to_plan(self) -> int:
        return max(0, self.due - self.held - self.planned)

    @property
    def is_warned(self) -> bool:
        return self.standing == Standing.WARNED


def owed_meetings(
    *, per_year: int, start: date, end: date | None, held: int, planned: int, today: date
) -> OwedMeetings:
    """Of the year of `today`, for a network that works from `start` to `end`."""
    first, last = _months(start, end, today.year)
    due = share_of_year(per_year, last - first + 1)
    last_day = _last_day(end, today.year)
    missing = due - held - planned
    warns_from = _warns_from(first, last, missing, today.year) if missing > 0 else None
    if warns_from is not None and warns_from < start:
        warns_from = start
    return OwedMeetings(
        due, held, planned, last_day, _standing(due, held, missing, warns_from, today), warns_from
    )


def share_of_year(per_year: int, months: int) -> int:
    """What is owed by a network that works in so many months of the year."""
    if months <= 0 or per_year <= 0:
        return 0
    share = per_year * min(months, MONTHS) // MONTHS
    return max(share, 1) if months * 2 > MONTHS else share


def _standing(due: int, held: int, missing: int, warns_from: date | None, today: date) -> Standing:
    if due <= 0:
        return Standing.NOTHING_OWED
    if held >= due:
        return Standing.HELD
    if missing <= 0:
        return Standing.PLANNED
    is_late = warns_from is not None and today >= warns_from
    return Standing.WARNED if is_late else Standing.AHEAD


def _months(start: date, end: date | None, year: int) -> tuple[int, int]:
    """The first and the last month in which it works; the last before the first if in none."""
    if start.year > year or (end is not None and end.year < year):
        return 1, 0
    first = start.month if start.year == year else 1
    last = end.month if end is not None and end.year == year else MONTHS
    return first, last


def _last_day(end: date | None, year: int) -> date:
    last = date(year, MONTHS, 31)
    return end if end is not None and end.year == year else last


def _warns_from(first: int, last: int, missing: int, year: int) -> date:
    """The second half of its months, or earlier where fewer months are left than meetings."""
    second_half = first + (last - first + 1) // 2
    too_few_left = last + 2 - missing
    return date(year, max(first, min(second_half, too_few_left)), 1)
