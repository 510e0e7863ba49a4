"""A year's table: categories by months, quarters and the year, with what is hidden."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from loim.casework.logic.statistics.periods import PeriodKind, add_months
from loim.casework.models import Dimension
from loim.casework.queries.statistics.figures import Figures, Value
from loim.casework.queries.statistics.labels import Labels

_ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True)
class Column:
    period: str
    start: date
    title: str

    @property
    def is_sum(self) -> bool:
        return self.period != PeriodKind.MONTH


@dataclass(frozen=True)
class Line:
    category: str
    label: str
    values: list[Value]


@dataclass(frozen=True)
class YearTable:
    columns: list[Column]
    lines: list[Line]
    total: Line

    @property
    def hides(self) -> bool:
        return any(
            value.number is None or value.is_at_least
            for line in (*self.lines, self.total)
            for value in line.values
        )


def year_table(figures: Figures, year: int, dimension: str, labels: Labels) -> YearTable:
    """Months in order, a quarter after its months, the year last: only those published."""
    columns = _columns(figures, year)
    whole = Dimension.MENTIONS if dimension == Dimension.TOPIC else Dimension.ALL

    def line(by: str, category: str, label: str) -> Line:
        values = [figures.value(one.period, one.start, by, category) for one in columns]
        return Line(category, label, values)

    lines = [
        line(dimension, category, labels.of(dimension, category))
        for category in figures.categories(dimension)
    ]
    return YearTable(
        columns,
        # What nobody asked about in this year takes no room.
        [one for one in lines if any(v.number is None or v.number for v in one.values)],
        line(whole, "", str(Dimension(whole).label)),
    )


def _columns(figures: Figures, year: int) -> list[Column]:
    columns = []
    for number in range(1, 13):
        month = date(year, number, 1)
        if not figures.first <= month <= figures.last:
            continue
        columns.append(Column(PeriodKind.MONTH, month, date_format(month, "b")))
        if number % 3 == 0:
            start = add_months(month, -2)
            columns.append(Column(PeriodKind.QUARTER, start, _ROMAN[number // 3 - 1]))
        if number == 12:
            columns.append(Column(PeriodKind.YEAR, date(year, 1, 1), _("Year")))
    return columns
