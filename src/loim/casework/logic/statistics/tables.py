"""The family of an organisation's year: months, quarters, the year, and by what they are counted."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from loim.casework.logic.statistics.family import Cell, Family, Limit, Sum
from loim.casework.logic.statistics.hiding import CannotBeHidden, hidden_cells
from loim.casework.logic.statistics.periods import (
    Period,
    PeriodKind,
    add_months,
    ending_with,
    quarter_of,
    year_of,
)

ALL, MENTIONS, TOPIC = "all", "mentions", "topic"
# The category that stands for a table of which nothing is shown.
WHOLE_TABLE = "*"


class Key(NamedTuple):
    """A cell: which period, counted by what, of which category."""

    period: PeriodKind
    start_date: date
    dimension: str
    category: str = ""

    @property
    def table(self) -> tuple[PeriodKind, date, str]:
        return self.period, self.start_date, self.dimension


Table = tuple[PeriodKind, date, str]


@dataclass(frozen=True)
class Shown:
    """What is published of a month's end: `figures` of new cells with somebody in them, None
    where hidden, and `closed` tables of which nothing is shown."""

    figures: Mapping[Key, int | None]
    closed: frozenset[Table]


def publish(
    counts: Mapping[tuple[date, str, str], int],
    *,
    month: date,
    hidden: Iterable[Key],
    closed: Iterable[Table],
    rank_of: Callable[[Cell], float],
    universe: Iterable[tuple[str, str]] = (),
) -> Shown:
    """The month, and the quarter and year that end with it.

    `counts` are of all months of its year so far, by month, dimension and category. `hidden` and
    `closed` were published so before. What the month comes to is taken as known to every reader:
    the plan's numbers count it, too. `universe` are categories that could be, by dimension: of a
    closed table a reader does not know that nobody was in them.
    """
    values = _values(counts, month, universe)
    new_periods = {(one.kind, one.start_date) for one in ending_with(month)}
    tables = set(closed)
    # Of these only that nobody can tell a number exactly: nothing new can be made better for what
    # was closed before, nor where earlier tables and totals leave a new one little room.
    lenient = set(closed)
    # A small total is not shown here, but known all the same.
    unseen_before = {key for key in hidden if key.dimension != ALL}
    while True:
        family = _family(values, new_periods, unseen_before, tables, lenient)
        try:
            unseen = hidden_cells(family, rank_of=rank_of)
        except CannotBeHidden as refusal:
            keys = [cell for cell in refusal.cells if isinstance(cell, Key)]
            if more := _to_close(keys, values, new_periods, tables):
                tables |= more
            elif more := {key.table for key in keys if key.table in tables} - lenient:
                lenient |= more
            else:
                raise
            continue
        figures = {
            key: None if key in unseen or (key.dimension == ALL and value < 5) else value
            for key, value in values.items()
            if value and key[:2] in new_periods and key.table not in tables
        }
        return Shown(figures, frozenset(table for table in tables if table[:2] in new_periods))


def _values(
    counts: Mapping[tuple[date, str, str], int], month: date, universe: Iterable[tuple[str, str]]
) -> dict[Key, int]:
    """Every cell of the year so far, nobody (0) among them."""
    months = [date(month.year, number, 1) for number in range(1, month.month + 1)]
    names = {(dimension, category) for _month, dimension, category in counts}
    names |= {(ALL, ""), (MENTIONS, ""), *universe}
    values = {
        Key(PeriodKind.MONTH, each, *name): counts.get((each, *name), 0)
        for each in months
        for name in names
    }
    for period in _sums_of_months(month):
        inside = [each for each in months if period.start_date <= each < period.end_date]
        for name in names:
            values[Key(period.kind, period.start_date, *name)] = sum(
                values[Key(PeriodKind.MONTH, each, *name)] for each in inside
            )
    return values


def _sums_of_months(month: date) -> list[Period]:
    """Quarters and the year that are over by the end of the month."""
    after = add_months(month, 1)
    quarters = {quarter_of(date(month.year, number, 1)) for number in range(1, month.month + 1)}
    found = [one for one in sorted(quarters) if one.end_date <= after]
    year = year_of(month)
    return [*found, year] if year.end_date == after else found


def _family(
    values: Mapping[Key, int],
    new_periods: set[tuple[PeriodKind, date]],
    hidden: set[Key],
    tables: set[Table],
    lenient: set[Table],
) -> Family:
    shut = {
        key: 1 if key.table in lenient else values[Key(key.period, key.start_date, ALL)]
        for key in values
        if key.table in tables
    }
    totals = {key for key in values if key.dimension == ALL}
    fixed = totals | {key for key in values if key[:2] not in new_periods} | shut.keys()
    return Family(
        values=values,
        sums=_sums(values),
        limits=_limits(values),
        fixed=fixed,
        hidden=frozenset((hidden & values.keys()) | shut.keys()),
        kept=frozenset(key for key in values if key.dimension == MENTIONS),
        closed=shut,
    )


def _sums(values: Mapping[Key, int]) -> list[Sum]:
    parts: dict[Key, list[Cell]] = {}
    for key in values:
        if key.dimension not in (ALL, MENTIONS):
            whole = MENTIONS if key.dimension == TOPIC else ALL
            total = Key(key.period, key.start_date, whole)
            # Each dimension by itself comes to the total: a list for each of them.
            parts.setdefault(total._replace(category=key.dimension), []).append(key)
    found = [Sum(total._replace(category=""), tuple(cells)) for total, cells in parts.items()]
    later: dict[Key, list[Cell]] = {}
    years = {key.start_date.year for key in values if key.period == PeriodKind.YEAR}
    for key in values:
        if key.period == PeriodKind.MONTH:
            quarter = key._replace(
                period=PeriodKind.QUARTER, start_date=quarter_of(key.start_date).start_date
            )
            if quarter in values:
                later.setdefault(quarter, []).append(key)
        elif key.period == PeriodKind.QUARTER and years:
            year = key._replace(period=PeriodKind.YEAR, start_date=date(key.start_date.year, 1, 1))
            later.setdefault(year, []).append(key)
    return found + [Sum(total, tuple(cells)) for total, cells in later.items()]


def _limits(values: Mapping[Key, int]) -> list[Limit]:
    """No topic was asked about more often than there were enquiries."""
    return [
        Limit(key, Key(key.period, key.start_date, ALL)) for key in values if key.dimension == TOPIC
    ]


def _to_close(
    keys: Iterable[Key],
    values: Mapping[Key, int],
    new_periods: set[tuple[PeriodKind, date]],
    closed: set[Table],
) -> set[Table]:
    """The tables of cells that cannot be hidden otherwise; where those were published before, all
    new ones by the same dimension. Empty where all of these are closed."""
    own = {key.table for key in keys if key[:2] in new_periods} - closed
    if own:
        return _with_their_total(own)
    dimensions = {TOPIC if key.dimension == MENTIONS else key.dimension for key in keys}
    others = {
        key.table for key in values if key.dimension in dimensions and key[:2] in new_periods
    } - closed
    return _with_their_total(others)


def _with_their_total(tables: set[Table]) -> set[Table]:
    """Topics and what they come to are closed together."""
    pairs = {(TOPIC, MENTIONS), (MENTIONS, TOPIC)}
    return tables | {
        (kind, start, other)
        for kind, start, dimension in tables
        for one, other in pairs
        if one == dimension
    }
