"""What another way of counting would change, before it is saved."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from loim.programmes.logic.periods import Period, calendar_years
from loim.programmes.measures.engine import numbers
from loim.programmes.measures.method import Method, method_of
from loim.programmes.models import Indicator, Measure
from loim.programmes.queries.indicators.kept_periods import whole_of


@dataclass(frozen=True)
class PreviewLine:
    """A year, or the whole programme; as it is counted now and as it would be."""

    period: Period
    is_whole: bool
    is_now: Decimal | None
    would_be: Decimal | None

    @property
    def differs(self) -> bool:
        return self.is_now != self.would_be


def newest_measure(indicator: Indicator) -> Measure | None:
    measures = indicator.measures.select_related("indicator").prefetch_related("activities")
    return measures.order_by("version").last()


def preview(indicator: Indicator, method: Method, today: date) -> list[PreviewLine]:
    """The begun years and the whole, counted both ways. One query each."""
    whole = whole_of(indicator.programme)
    periods = [year for year in calendar_years(whole) if year.has_begun(today)] + [whole]
    last = newest_measure(indicator)
    now = numbers(method_of(last), periods, today) if last else {}
    then = numbers(method, periods, today)
    return [
        PreviewLine(
            period,
            period == whole,
            now[period].value if period in now else None,
            then[period].value,
        )
        for period in dict.fromkeys(periods)
    ]
