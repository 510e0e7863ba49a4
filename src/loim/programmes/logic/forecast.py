"""Where a number is heading by the final year, and what that says about the final target.

A flow adds up: its yearly rate so far goes on. A state does not: from three years on, its
trend is the Theil-Sen estimate (the median of the slopes between all pairs of years; Theil
1950, Sen 1968), which one odd year cannot bend; before that it is taken to stay as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from itertools import combinations
from statistics import median

DAYS_OF_A_YEAR = Decimal("365.25")
TOO_SOON_DAYS = 90  # a rate of a few weeks says nothing about years


class Standing(StrEnum):
    NO_DATA = "no_data"
    NOT_BEGUN = "not_begun"
    TOO_SOON = "too_soon"
    REACHED = "reached"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    NO_TARGET = "no_target"


class Basis(StrEnum):
    """What a forecast rests on, for the words that go with it."""

    RATE = "rate"
    TREND = "trend"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Forecast:
    """`expected` at the end; `rate` a year where it grows; `points` years that the trend has."""

    expected: Decimal
    basis: Basis
    rate: Decimal | None = None
    points: int = 0


def forecast_flow(so_far: Decimal, start: date, today: date, end: date) -> Forecast | None:
    """What has come since `start` goes on at the same rate until `end`; None where too soon."""
    if today >= end:
        return Forecast(so_far, Basis.LAST)
    elapsed, remaining = (today - start).days + 1, (end - today).days
    if elapsed < TOO_SOON_DAYS:
        return None
    a_day = so_far / elapsed
    return Forecast(
        _whole(so_far + a_day * remaining), Basis.RATE, _one_place(a_day * DAYS_OF_A_YEAR)
    )


def forecast_state(points: Sequence[tuple[date, Decimal]], end: date) -> Forecast | None:
    """`points` are readings by day, the newest last; None where there is none. Never below zero."""
    if not points:
        return None
    day, last = points[-1]
    if len(points) < 3 or day >= end:
        return Forecast(last, Basis.LAST, points=len(points))
    slope = median(
        (b - a) / Decimal((later - earlier).days)
        for (earlier, a), (later, b) in combinations(points, 2)
    )
    expected = max(last + slope * (end - day).days, Decimal(0))
    rate = _one_place(slope * DAYS_OF_A_YEAR)
    return Forecast(_whole(expected), Basis.TREND, rate, len(points))


def standing(  # noqa: PLR0911  # one answer a line reads best
    *,
    value: Decimal | None,
    target: Decimal | None,
    begins: date | None,
    today: date,
    forecast: Forecast | None,
) -> Standing:
    """How the number stands against its final target.

    `begins` is the first day of its activities: before it nothing is late. Zero is a
    value: with nothing done although it has begun, the target is at risk.
    """
    if value is not None and target is not None and target > 0 and value >= target:
        return Standing.REACHED
    if begins is not None and begins > today and not value:
        return Standing.NOT_BEGUN
    if value is None:
        return Standing.NO_DATA
    if target is None:
        return Standing.NO_TARGET
    if value >= target:
        return Standing.REACHED
    if forecast is None or (begins is not None and (today - begins).days < TOO_SOON_DAYS):
        return Standing.TOO_SOON
    return Standing.ON_TRACK if forecast.expected >= target else Standing.AT_RISK


class YearStanding(StrEnum):
    NO_DATA = "no_data"
    NO_TARGET = "no_target"
    NOT_BEGUN = "not_begun"
    REACHED = "reached"
    GOES_ON = "goes_on"
    MISSED = "missed"


def year_standing(
    *, value: Decimal | None, target: Decimal | None, starts: date, ends: date, today: date
) -> YearStanding:
    """How a year stands against its own target. A target of zero is reached by zero."""
    if starts > today:
        return YearStanding.NOT_BEGUN
    if value is None:
        return YearStanding.NO_DATA
    if target is None:
        return YearStanding.NO_TARGET
    if value >= target:
        return YearStanding.REACHED
    return YearStanding.MISSED if ends < today else YearStanding.GOES_ON


def _whole(number: Decimal) -> Decimal:
    return number.quantize(Decimal(1), ROUND_HALF_UP)


def _one_place(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.1"), ROUND_HALF_UP)
