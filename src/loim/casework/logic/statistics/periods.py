"""Months, quarters and years of the calendar: the only periods for which figures are published."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PeriodKind(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


_MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.YEAR: 12}


@dataclass(frozen=True, order=True)
class Period:
    start_date: date
    kind: PeriodKind

    @property
    def end_date(self) -> date:
        """The first day that is not in it any more."""
        return add_months(self.start_date, _MONTHS[self.kind])


def month_of(day: date) -> date:
    return day.replace(day=1)


def add_months(day: date, months: int) -> date:
    """The first day of the month so many months after that of `day`."""
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def months_between(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


def quarter_of(day: date) -> Period:
    return Period(date(day.year, (day.month - 1) // 3 * 3 + 1, 1), PeriodKind.QUARTER)


def year_of(day: date) -> Period:
    return Period(date(day.year, 1, 1), PeriodKind.YEAR)


def ending_with(month: date) -> list[Period]:
    """The month, and the quarter and the year that are over with it."""
    found = [Period(month, PeriodKind.MONTH)]
    after = add_months(month, 1)
    found += [one for one in (quarter_of(month), year_of(month)) if one.end_date == after]
    return found
