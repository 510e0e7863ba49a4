"""The numbers kept ready, held against what was promised: years, so far, forecast, standing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from loim.programmes.logic.forecast import (
    Forecast,
    Standing,
    YearStanding,
    forecast_flow,
    forecast_state,
    standing,
    year_standing,
)
from loim.programmes.logic.periods import Period, calendar_years
from loim.programmes.measures.registry import ALL_SOURCES, source_of
from loim.programmes.models import IndicatorValue, Measure, Programme, StaleSource
from loim.programmes.models.indicator import MANUAL
from loim.programmes.queries.indicators.kept_periods import whole_of
from loim.programmes.queries.indicators.promises import Promise


@dataclass(frozen=True)
class YearFigure:
    """A year's target and actual. `actual` None is no data; zero is a value."""

    period: Period
    target: Decimal | None
    actual: Decimal | None
    row_count: int
    standing: YearStanding

    @property
    def year(self) -> int:
        return self.period.start.year


@dataclass(frozen=True)
class Figures:
    """`so_far` is counted by the rule over the whole programme; it is no sum of years."""

    promise: Promise
    measure: Measure | None
    is_state: bool
    years: list[YearFigure]
    in_plan: Decimal | None
    plan_standing: YearStanding
    so_far: Decimal | None
    forecast: Forecast | None
    standing: Standing
    as_of: datetime | None
    is_updating: bool

    @property
    def is_complete(self) -> bool:
        """Everything that has begun has been counted at least once."""
        return self.measure is None or self.as_of is not None


def figures_of(programme: Programme, promises: Iterable[Promise], today: date) -> list[Figures]:
    """The figures of many indicators, in the order of their promises. Three queries."""
    promises = list(promises)
    indicators = {promise.worded.indicator_id for promise in promises}
    measures = {
        measure.indicator_id: measure
        for measure in Measure.objects.filter(indicator__in=indicators).order_by("version")
    }
    values: dict[int, dict[Period, IndicatorValue]] = {}
    for value in IndicatorValue.objects.filter(indicator__in=indicators):
        period = Period(value.start_date, value.end_date)
        values.setdefault(value.indicator_id, {})[period] = value
    marked = set(StaleSource.objects.filter(programme=programme).values_list("source", flat=True))
    return [
        _figures(
            programme,
            promise,
            measure=measures.get(promise.worded.indicator_id),
            values=values.get(promise.worded.indicator_id, {}),
            marked=marked,
            today=today,
        )
        for promise in promises
    ]


def _figures(
    programme: Programme,
    promise: Promise,
    *,
    measure: Measure | None,
    values: dict[Period, IndicatorValue],
    marked: set[str],
    today: date,
) -> Figures:
    whole = whole_of(programme)
    is_state = source_of(measure.source).is_state if measure else False
    years = [_year(period, promise, values, today) for period in calendar_years(whole)]
    so_far = _value(values, whole)
    if so_far is None:
        forecast = None
    elif is_state:
        forecast = _forecast_of_state(promise, years, today)
    else:
        forecast = _forecast_of_flow(promise, so_far, today)
    in_plan = _value(values, promise.plan_period.within(whole) or whole)
    marks = {ALL_SOURCES, MANUAL} | (source_of(measure.source).marks if measure else set())
    return Figures(
        promise=promise,
        measure=measure,
        is_state=is_state,
        years=years,
        in_plan=in_plan,
        plan_standing=_plan_standing(promise, in_plan, today),
        so_far=so_far,
        forecast=forecast,
        standing=standing(
            value=so_far,
            target=promise.worded.final_target,
            begins=promise.begins,
            today=today,
            forecast=forecast,
        ),
        as_of=min((value.computed_at for value in values.values()), default=None),
        is_updating=bool(marks & marked),
    )


def _plan_standing(promise: Promise, value: Decimal | None, today: date) -> YearStanding:
    """Against the plan's own target. Activities that begin after the plan are not late in it."""
    plan = promise.plan_period
    if promise.begins is not None and promise.begins > plan.end and not value:
        return YearStanding.NOT_BEGUN
    return year_standing(
        value=value,
        target=promise.worded.target,
        starts=plan.start,
        ends=plan.end,
        today=today,
    )


def _value(values: dict[Period, IndicatorValue], period: Period) -> Decimal | None:
    found = values.get(period)
    return found.value if found else None


def _year(
    period: Period, promise: Promise, values: dict[Period, IndicatorValue], today: date
) -> YearFigure:
    # A plan may speak for a part of a year: its target still is that year's.
    targets = [
        target
        for plan, target in promise.targets.items()
        if plan.start.year == plan.end.year == period.start.year
    ]
    target = next((found for found in targets if found is not None), None)
    actual, found = _value(values, period), values.get(period)
    return YearFigure(
        period=period,
        target=target,
        actual=actual,
        row_count=found.row_count if found else 0,
        standing=year_standing(
            value=actual, target=target, starts=period.start, ends=period.end, today=today
        ),
    )


def _forecast_of_flow(promise: Promise, so_far: Decimal, today: date) -> Forecast | None:
    whole = whole_of(promise.worded.version.plan.programme)
    start = max(promise.begins or whole.start, whole.start)
    return forecast_flow(so_far, start, today, promise.final_end) if start <= today else None


def _forecast_of_state(promise: Promise, years: list[YearFigure], today: date) -> Forecast | None:
    points = [
        (year.period.reading_day(today), year.actual) for year in years if year.actual is not None
    ]
    return forecast_state(points, promise.final_end)
