"""Where a range of dates lies on a line of years, in shares of the line's length."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from loim.programmes.logic.plan_document import DateRange

_MOST_TICKS = 8


@dataclass(frozen=True, slots=True)
class Bar:
    """Left end and length, ready for an SVG attribute: '12.5%'."""

    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Tick:
    year: int
    x: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Whole years; both ends belong to it."""

    span: DateRange

    @classmethod
    def around(cls, ranges: Iterable[DateRange | None]) -> "Timeline | None":
        """The line on which all the ranges fit; None where there is none to show."""
        known = [dates for dates in ranges if dates]
        if not known:
            return None
        first = min(dates.start for dates in known)
        last = max(dates.end for dates in known)
        return cls(DateRange(date(first.year, 1, 1), date(last.year, 12, 31)))

    def bar(self, dates: DateRange | None) -> Bar | None:
        if dates is None:
            return None
        start = self._share(dates.start)
        return Bar(_percent(start), _percent(self._share(dates.end + timedelta(days=1)) - start))

    def point(self, day: date) -> str | None:
        """None for a day that the line does not reach."""
        if not self.span.start <= day <= self.span.end:
            return None
        return _percent(self._share(day))

    @property
    def ticks(self) -> list[Tick]:
        """The beginnings of years, so many as stay readable on a phone."""
        first, last = self.span.start.year, self.span.end.year
        step = -(-(last - first + 1) // _MOST_TICKS)
        return [
            Tick(year, _percent(self._share(date(year, 1, 1))))
            for year in range(first, last + 1, step)
        ]

    def _share(self, day: date) -> float:
        whole = (self.span.end - self.span.start).days + 1
        return (day - self.span.start).days / whole


def _percent(share: float) -> str:
    return f"{100 * share:.2f}%"
