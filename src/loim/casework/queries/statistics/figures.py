"""Published figures, as every page, file and program reads them: from one table, hidden ones hidden.

What organisations come to together is the sum of what each of them shows, so that it tells nothing
more; where one of them hides something, that sum is 'at least'.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min, Q, Sum

from loim.casework.logic.statistics.periods import add_months, months_between
from loim.casework.logic.statistics.tables import WHOLE_TABLE
from loim.casework.models import Dimension, Figure, FigurePeriod, PeopleFigure, Publication
from loim.people.models import Organisation

# By what the pages show tables; the others are their totals.
SHOWN_BY = (
    Dimension.TOPIC,
    Dimension.CHANNEL,
    Dimension.LANGUAGE,
    Dimension.MUNICIPALITY,
    Dimension.TARGET_GROUP,
    Dimension.IDENTITY,
)


@dataclass(frozen=True)
class Value:
    """`number` is None where it is hidden; `is_at_least` where something hidden comes on top."""

    number: int | None
    is_at_least: bool = False


NOBODY = Value(0)
HIDDEN = Value(None)


class Figures:
    """All published figures of one organisation, or of all together (None)."""

    def __init__(self, organisation: Organisation | None, first: date, last: date) -> None:
        self.organisation = organisation
        self.first, self.last = first, last
        self._values: dict[tuple[str, date, str, str], Value] = {}
        self._closed: dict[tuple[str, date, str], Value] = {}
        for period, start, dimension, category, total, hidden in _rows(organisation):
            if category == WHOLE_TABLE:
                # Of several organisations the others may still show theirs.
                self._closed[period, start, dimension] = HIDDEN
            elif organisation is None:
                self._values[period, start, dimension, category] = Value(total, hidden > 0)
            else:
                self._values[period, start, dimension, category] = Value(total)
        months = [start for period, start, _by, _category in self._values if period == "month"]
        self.first = min(months, default=first)

    def value(self, period: str, start: date, dimension: str, category: str = "") -> Value:
        closed = (period, start, dimension) in self._closed
        known = self._values.get((period, start, dimension, category))
        if closed and self.organisation is None:
            return Value(known.number if known else None, is_at_least=True)
        if closed:
            return HIDDEN
        return known or NOBODY

    def categories(self, dimension: str) -> list[str]:
        """Everything that was ever counted by it; the most frequent of the last year first."""
        counted: dict[str, int] = {}
        since = add_months(self.last, -11)
        for (period, start, by, category), value in self._values.items():
            if by == dimension and period == "month":
                recent = (value.number or 0) if start >= since else 0
                counted[category] = counted.get(category, 0) + recent
        return sorted(counted, key=lambda category: (-counted[category], category))

    def by_month(self, dimension: str, category: str = "") -> dict[date, int | None]:
        """Every published month; None where it is hidden or only a part is known."""
        found: dict[date, int | None] = {}
        for month in self.months():
            value = self.value("month", month, dimension, category)
            found[month] = None if value.is_at_least else value.number
        return found

    def months(self) -> list[date]:
        number = months_between(self.first, self.last) + 1
        return [add_months(self.first, step) for step in range(number)]


def _rows(organisation: Organisation | None) -> Iterable[tuple[str, date, str, str, int, int]]:
    keys = ("period", "start_date", "dimension", "category")
    if organisation is not None:
        rows = Figure.objects.filter(organisation=organisation).values_list(*keys, "value")
        return [(*row, 0) for row in rows]
    totals: Iterable[tuple[str, date, str, str, int, int]] = (
        Figure.objects.order_by()
        .values(*keys)
        .annotate(total=Sum("value"), hidden=Count("pk", filter=Q(value=None)))
        .values_list(*keys, "total", "hidden")
    )
    return totals


def published_months() -> tuple[date, date] | None:
    """The first and the last."""
    span = Publication.objects.aggregate(first=Min("month"), last=Max("month"))
    return (span["first"], span["last"]) if span["first"] else None


def organisations_with_figures() -> list[Organisation]:
    return list(
        Organisation.objects.filter(
            pk__in=Figure.objects.filter(period=FigurePeriod.MONTH, dimension=Dimension.ALL).values(
                "organisation"
            )
        ).order_by("name", "pk")
    )


def people_figures(organisation: Organisation | None) -> list[PeopleFigure]:
    """The latest first."""
    return list(
        PeopleFigure.objects.filter(organisation=organisation).order_by("-last_year", "-first_year")
    )
