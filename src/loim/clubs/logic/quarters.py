"""Quarters of the year, as the plan counts them: I, II, III, IV."""

from collections.abc import Collection
from datetime import date, timedelta

ALL = (1, 2, 3, 4)
ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}
_MONTHS = 3


def quarter_of(day: date) -> int:
    return (day.month - 1) // _MONTHS + 1


def last_day_of(year: int, quarter: int) -> date:
    """`quarter` may be past the fourth: then it is one of a later year."""
    months = quarter * _MONTHS
    return date(year + months // 12, months % 12 + 1, 1) - timedelta(days=1)


def planned_until(today: date, quarters: Collection[int]) -> date:
    """The end of the next quarter in which the club meets, the present one not counted.

    So in a paused summer the autumn is planned already.
    """
    following = quarter_of(today) + 1
    while quarters and (following - 1) % 4 + 1 not in quarters:
        following += 1
    return last_day_of(today.year, following)
