"""A calendar's pages: which days one shows, what stands on each, where one goes from it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)


class View(StrEnum):
    MONTH = "month"
    WEEK = "week"
    LIST = "list"


@dataclass(frozen=True)
class Leaf:
    """What a page is about: `first` to `last` are all days that it shows; `last` None: on and on.

    `earlier` and `later` are days on the neighbouring pages; None at the ends of time.
    """

    view: View
    day: date
    first: date
    last: date | None
    earlier: date | None
    later: date | None

    @property
    def weeks(self) -> list[list[date]]:
        assert self.last is not None  # noqa: S101  # months and weeks end
        days = [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]
        return [days[n : n + 7] for n in range(0, len(days), 7)]


def leaf(view: View, day: date) -> Leaf:
    """The page of a day: whole weeks from Monday; a list goes on from the day itself."""
    day = min(max(day, FIRST_DAY), LAST_DAY)
    if view == View.WEEK:
        first = _monday(day)
        last: date | None = first + timedelta(days=6)
        earlier, later = first - timedelta(days=7), first + timedelta(days=7)
    else:
        begin = day.replace(day=1)
        following = _months(begin, 1)
        first, last = _monday(begin), _monday(following - timedelta(days=1)) + timedelta(days=6)
        earlier, later = _months(begin, -1), following
        if view == View.LIST:
            first, last = day, None
    return Leaf(view, day, first, last, _within(earlier), _within(later))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _months(begin: date, count: int) -> date:
    months = begin.year * 12 + begin.month - 1 + count
    return date(months // 12, months % 12 + 1, 1)


def _within(day: date) -> date | None:
    return day if FIRST_DAY <= day <= LAST_DAY else None


class Dated(Protocol):
    start_date: date
    end_date: date


E = TypeVar("E", bound=Dated)


@dataclass(frozen=True)
class DayOf(Generic[E]):
    """`more` are those for which there was no room."""

    day: date
    events: list[E]
    more: int


def by_day(events: Iterable[E], first: date, last: date, *, at_most: int) -> dict[date, DayOf[E]]:
    """Every day from `first` to `last`; one of several days stands on each of them, in the order
    in which they are given."""
    found: dict[date, list[E]] = defaultdict(list)
    for event in events:
        day = max(event.start_date, first)
        while day <= min(event.end_date, last):
            found[day].append(event)
            day += timedelta(days=1)
    result = {}
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        of_day = found[day]
        # Room for one more is not lost to the words 'one more'.
        shown = of_day if len(of_day) <= at_most + 1 else of_day[:at_most]
        result[day] = DayOf(day, shown, len(of_day) - len(shown))
    return result
