"""The quarters, half-years and years that a programme is reported on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = {"quarter": 3, "half_year": 6, "year": 12}


@dataclass(frozen=True, slots=True, order=True)
class ReportPeriod:
    """A calendar period, cut to the programme's days; both ends belong to it."""

    start: date
    end: date
    kind: str

    @property
    def ordinal(self) -> int:
        return ordinal(self.kind, self.start)

    def is_over(self, today: date) -> bool:
        return self.end < today


def ordinal(kind: str, day: date) -> int:
    """Which quarter or half of its year a day is in, from 1; always 1 for a year."""
    return (day.month - 1) // MONTHS[kind] + 1


def period_of(kind: str, day: date) -> ReportPeriod:
    """The whole calendar period of that kind that a day is in."""
    months = MONTHS[kind]
    first = date(day.year, (ordinal(kind, day) - 1) * months + 1, 1)
    after = (
        date(first.year + 1, 1, 1)
        if first.month + months > 12
        else date(first.year, first.month + months, 1)
    )
    return ReportPeriod(first, after - timedelta(days=1), kind)


def periods_within(kind: str, first_day: date, last_day: date) -> list[ReportPeriod]:
    """Every period of that kind with a day between the two, cut to them, in order."""
    found = []
    day = first_day
    while day <= last_day:
        whole = period_of(kind, day)
        found.append(ReportPeriod(max(whole.start, first_day), min(whole.end, last_day), kind))
        day = whole.end + timedelta(days=1)
    return found


def reportable(
    kind: str,
    first_day: date,
    last_day: date,
    *,
    today: date,
    reported: Iterable[tuple[date, date]],
) -> list[ReportPeriod]:
    """The periods that are over and of which no day is reported on, the newest first."""
    taken = list(reported)
    return [
        period
        for period in reversed(periods_within(kind, first_day, last_day))
        if period.is_over(today)
        and not any(start <= period.end and end >= period.start for start, end in taken)
    ]
