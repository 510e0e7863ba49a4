"""On which days a club meets: a rule with paused quarters, pauses and holidays."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from loim.clubs.logic.quarters import ALL, quarter_of
from loim.common.holidays import is_holiday

LAST = -1  # 'the last Tuesday of a month' among `nths`
_WEEK = timedelta(days=7)


class Frequency(StrEnum):
    WEEKLY = "weekly"
    MONTHLY = "monthly"


class Skipped(StrEnum):
    QUARTER = "quarter"  # the club does not meet in this quarter
    PAUSE = "pause"
    HOLIDAY = "holiday"


@dataclass(frozen=True)
class Pause:
    """Both days belong to it."""

    start: date
    end: date


@dataclass(frozen=True)
class Rule:
    """`weekdays` as Python counts them, Monday is 0; `nths` of a month, for MONTHLY alone.

    Weeks are counted from the Monday of the week that `first_day` is in, months from its month.
    """

    frequency: Frequency
    weekdays: frozenset[int]
    first_day: date
    interval: int = 1
    nths: frozenset[int] = frozenset()
    until: date | None = None
    quarters: frozenset[int] = frozenset(ALL)
    skips_holidays: bool = True
    pauses: tuple[Pause, ...] = ()


def meeting_days(rule: Rule, first: date, last: date) -> list[date]:
    """The days from `first` to `last`, both included, on which the club meets; in order."""
    return [day for day in days_of_rhythm(rule, first, last) if why_skipped(rule, day) is None]


def skipped_days(rule: Rule, first: date, last: date) -> list[tuple[date, Skipped]]:
    """Days of the rhythm on which it does not meet, and why not."""
    found = ((day, why_skipped(rule, day)) for day in days_of_rhythm(rule, first, last))
    return [(day, why) for day, why in found if why is not None]


def days_of_rhythm(rule: Rule, first: date, last: date) -> list[date]:
    """What the rhythm alone says, without quarters, pauses and holidays."""
    start = max(first, rule.first_day)
    end = last if rule.until is None else min(last, rule.until)
    if start > end:
        return []
    each = _weekly if rule.frequency == Frequency.WEEKLY else _monthly
    return sorted({day for day in each(rule, start, end) if start <= day <= end})


def why_skipped(rule: Rule, day: date) -> Skipped | None:
    if quarter_of(day) not in rule.quarters:
        return Skipped.QUARTER
    if any(pause.start <= day <= pause.end for pause in rule.pauses):
        return Skipped.PAUSE
    if rule.skips_holidays and is_holiday(day):
        return Skipped.HOLIDAY
    return None


def next_day(rule: Rule, after: date, *, within: timedelta = timedelta(days=400)) -> date | None:
    """The first day from `after` on; None where there is none for more than a year."""
    return next(iter(meeting_days(rule, after, after + within)), None)


def _weekly(rule: Rule, start: date, end: date) -> Iterator[date]:
    monday = rule.first_day - timedelta(days=rule.first_day.weekday())
    passed = max((start - monday) // _WEEK, 0)
    week = monday + (passed - passed % rule.interval) * _WEEK
    while week <= end:
        yield from (week + timedelta(days=weekday) for weekday in rule.weekdays)
        week += rule.interval * _WEEK


def _monthly(rule: Rule, start: date, end: date) -> Iterator[date]:
    began = _month_number(rule.first_day)
    passed = max(_month_number(start) - began, 0)
    month = began + passed - passed % rule.interval
    while month <= _month_number(end):
        for weekday in rule.weekdays:
            days = _weekdays_of_month(month, weekday)
            yield from (days[nth - 1 if nth > 0 else nth] for nth in rule.nths if nth <= len(days))
        month += rule.interval


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _weekdays_of_month(month: int, weekday: int) -> list[date]:
    first = date(month // 12, month % 12 + 1, 1)
    day = first + timedelta(days=(weekday - first.weekday()) % 7)
    days = []
    while day.month == first.month:
        days.append(day)
        day += _WEEK
    return days
