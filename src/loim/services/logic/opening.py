"""When a place, a counter or a phone line is open: rules by the week, and days that differ.

The fields of a rule are those of RFC 5545 that HSDS 3.1 has in `schedule`: FREQ, INTERVAL, BYDAY,
UNTIL. Moments are those of Estonian clocks; where daylight saving skips or repeats a time, it is
read as RFC 5545 (3.3.5) says: a skipped one by the offset before the gap, a repeated one as its
first.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from loim.common.holidays import is_holiday

TALLINN = ZoneInfo("Europe/Tallinn")
EVERY_DAY = frozenset(range(7))
WORKDAYS = frozenset(range(5))
LAST = -1  # 'the last Friday of a month' among `nths`

MonthDay = tuple[int, int]  # month and day of any year
_DAY = timedelta(days=1)
_FIRST_MONDAY = date(1970, 1, 5)  # weeks are counted from here where a rule has no start


class Hours(NamedTuple):
    """From one time to another; at or before the opening is a time of the next day.

    The same time twice is a day and a night.
    """

    opens_at: time
    closes_at: time


class Opening(NamedTuple):
    """Aware, in Estonian time; the end is not open any more."""

    start: datetime
    end: datetime


@dataclass(frozen=True)
class Rule:
    """One interval of the week. `weekdays` as Python counts them: Monday is 0.

    Valid from `start_date` until `end_date`, both included. `season_start` and `season_end`
    (month, day) recur every year, both included, and may pass over the New Year. With `nths` (1 to
    5, or LAST) it is a rule by the month: 'the first Tuesday'. `interval` counts weeks, or months,
    from the one that `start_date` is in.
    """

    weekdays: frozenset[int]
    opens_at: time
    closes_at: time
    start_date: date | None = None
    end_date: date | None = None
    season_start: MonthDay | None = None
    season_end: MonthDay | None = None
    interval: int = 1
    nths: frozenset[int] = frozenset()
    is_open_on_holidays: bool = False

    @property
    def hours(self) -> Hours:
        return Hours(self.opens_at, self.closes_at)


@dataclass(frozen=True)
class Exceptional:
    """Days with hours of their own instead of what the rules say; without hours they are closed."""

    start_date: date
    end_date: date
    hours: tuple[Hours, ...] = ()


def openings(
    rules: Sequence[Rule], exceptions: Sequence[Exceptional], from_day: date, to_day: date
) -> tuple[Opening, ...]:
    """What opens on the days from `from_day` to `to_day`, in order; what touches is one opening."""
    found = sorted(
        opening
        for day in _days(from_day, to_day)
        for hours in hours_on(rules, exceptions, day)
        if (opening := _opening(day, hours)) is not None
    )
    return tuple(_joined(found))


def opening_at(
    rules: Sequence[Rule], exceptions: Sequence[Exceptional], at: datetime
) -> Opening | None:
    """The opening that `at` (aware) lies in. Its end is known for a week at most."""
    day = at.astimezone(TALLINN).date()
    found = openings(rules, exceptions, day - 2 * _DAY, day + 7 * _DAY)
    at = at.astimezone(UTC)  # within one zone Python compares what clocks show, not moments
    return next((opening for opening in found if opening.start <= at < opening.end), None)


def is_open(rules: Sequence[Rule], exceptions: Sequence[Exceptional], at: datetime) -> bool:
    return opening_at(rules, exceptions, at) is not None


def next_opening(
    rules: Sequence[Rule],
    exceptions: Sequence[Exceptional],
    at: datetime,
    *,
    within_days: int = 400,
) -> Opening | None:
    """The first opening that begins after `at`; None where none does within the days."""
    day = at.astimezone(TALLINN).date()
    at = at.astimezone(UTC)
    for days in (8, within_days):  # nearly always it is this week
        found = openings(rules, exceptions, day - 2 * _DAY, day + days * _DAY)
        later = next((opening for opening in found if opening.start > at), None)
        if later is not None:
            return later
    return None


def hours_on(
    rules: Iterable[Rule], exceptions: Iterable[Exceptional], day: date
) -> tuple[Hours, ...]:
    """The hours that begin on the day.

    Of several exceptions the one of the fewest days holds; of equally short ones a closure.
    """
    special = [each for each in exceptions if each.start_date <= day <= each.end_date]
    if special:
        holds = min(special, key=lambda each: (each.end_date - each.start_date, each.hours))
        return tuple(sorted(holds.hours))
    return tuple(sorted({rule.hours for rule in rules if is_on(rule, day)}))


def is_on(rule: Rule, day: date) -> bool:
    return (
        day.weekday() in rule.weekdays
        and (rule.start_date is None or rule.start_date <= day)
        and (rule.end_date is None or day <= rule.end_date)
        and _is_in_season(rule, day)
        and _is_in_rhythm(rule, day)
        and (rule.is_open_on_holidays or not is_holiday(day))
    )


def _is_in_season(rule: Rule, day: date) -> bool:
    first, last = rule.season_start or (1, 1), rule.season_end or (12, 31)
    this = (day.month, day.day)
    return first <= this <= last if first <= last else this >= first or this <= last


def _is_in_rhythm(rule: Rule, day: date) -> bool:
    if rule.nths:
        from_start = (day.day - 1) // 7 + 1
        is_last = (day + 7 * _DAY).month != day.month
        months = day.year * 12 + day.month
        began = rule.start_date or _FIRST_MONDAY
        return (months - began.year * 12 - began.month) % rule.interval == 0 and (
            from_start in rule.nths or (is_last and LAST in rule.nths)
        )
    if rule.interval == 1:
        return True
    began = rule.start_date or _FIRST_MONDAY
    monday = began - began.weekday() * _DAY
    return (day - monday).days // 7 % rule.interval == 0


def _opening(day: date, hours: Hours) -> Opening | None:
    """None where daylight saving skips the whole of it."""
    closing_day = day if hours.closes_at > hours.opens_at else day + _DAY
    start, end = _moment(day, hours.opens_at), _moment(closing_day, hours.closes_at)
    return Opening(start, end) if start < end else None


def _moment(day: date, clock: time) -> datetime:
    # Over UTC, so that a skipped time becomes the one that clocks really show.
    return datetime.combine(day, clock, TALLINN).astimezone(UTC).astimezone(TALLINN)


def _joined(found: Iterable[Opening]) -> Iterator[Opening]:
    last: Opening | None = None
    for opening in found:
        if last is not None and opening.start <= last.end:
            last = Opening(last.start, max(last.end, opening.end))
            continue
        if last is not None:
            yield last
        last = opening
    if last is not None:
        yield last


def _days(first: date, last: date) -> Iterator[date]:
    return (first + number * _DAY for number in range((last - first).days + 1))
