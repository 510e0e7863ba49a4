"""Days counted from an event: 'within 30 days of arrival', 'two weeks before school begins'.

The day of the event is not counted (General Part of the Civil Code Act, section 135). A deadline
that falls on a day off is told as it is, together with the last working day before it: whoever
goes then is right in either reading.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from dateutil.relativedelta import relativedelta

from loim.common.holidays import is_holiday

SATURDAY = 5
MOST = 1000  # of any unit: nobody plans a journey of more


class Unit(Enum):
    DAYS = "days"
    WORKING_DAYS = "working_days"
    WEEKS = "weeks"
    MONTHS = "months"


class Side(Enum):
    """WITHIN: no later than so long after the event. BEFORE: no later than so long before it.
    FROM: possible from so long after it, without an end."""

    WITHIN = "within"
    BEFORE = "before"
    FROM = "from"


@dataclass(frozen=True)
class DeadlineRule:
    event: str
    side: Side
    amount: int
    unit: Unit


@dataclass(frozen=True)
class Deadline:
    """`last_day` or `first_day` is None where the rule sets none. `better_day` is the last working
    day before a `last_day` that is a day off."""

    first_day: date | None = None
    last_day: date | None = None
    better_day: date | None = None


IsDayOff = Callable[[date], bool]


def is_day_off(day: date) -> bool:
    return day.weekday() >= SATURDAY or is_holiday(day)


def deadline(rule: DeadlineRule, event_day: date, is_off: IsDayOff = is_day_off) -> Deadline:
    """In whole days. A month's end stays one: a month after 31 January is the end of February."""
    if rule.side is Side.FROM:
        return Deadline(first_day=counted(event_day, rule.amount, rule.unit, is_off))
    sign = -1 if rule.side is Side.BEFORE else 1
    last = counted(event_day, sign * rule.amount, rule.unit, is_off)
    better = None
    if is_off(last):
        better = last
        while is_off(better):
            better -= timedelta(days=1)
    return Deadline(last_day=last, better_day=better)


def counted(start: date, amount: int, unit: Unit, is_off: IsDayOff = is_day_off) -> date:
    """`amount` units after `start`, before it where negative."""
    if unit is Unit.MONTHS:
        return start + relativedelta(months=amount)
    if unit is not Unit.WORKING_DAYS:
        return start + timedelta(days=amount * (7 if unit is Unit.WEEKS else 1))
    day, left, one = start, abs(amount), timedelta(days=1 if amount > 0 else -1)
    while left:
        day += one
        left -= not is_off(day)
    return day
