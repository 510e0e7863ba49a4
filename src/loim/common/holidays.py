"""Public holidays of Estonia (Pühade ja tähtpäevade seadus, sections 1 and 2)."""

from datetime import date, timedelta
from functools import cache

from dateutil.easter import easter

# The anniversary of the Republic and the fixed holidays: month and day.
_FIXED = (
    (1, 1), (2, 24), (5, 1), (6, 23), (6, 24), (8, 20), (12, 24), (12, 25), (12, 26),
)  # fmt: skip
_DAYS_FROM_EASTER = (-2, 0, 49)  # Good Friday, Easter Sunday, Whit Sunday


@cache
def holidays_of(year: int) -> frozenset[date]:
    sunday = easter(year)
    moving = {sunday + timedelta(days=days) for days in _DAYS_FROM_EASTER}
    return frozenset({date(year, month, day) for month, day in _FIXED} | moving)


def is_holiday(day: date) -> bool:
    return day in holidays_of(day.year)
