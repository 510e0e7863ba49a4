"""What the tables of a written plan say: captions, headers and cells, before any file format."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import TypeAlias

from loim.programmes.documents.amounts import format_cost, format_number
from loim.programmes.documents.dates import format_range
from loim.programmes.logic.plan_document import (
    PlanDocument,
    PlannedActivity,
    PlannedIndicator,
    RowLevel,
    ScheduleRow,
)

_ACTIVITIES = " tegevused"
# an indicator table's name, the chapter it covers, the year of its final targets
_TableKey: TypeAlias = tuple[str, str, int | None]


@dataclass(frozen=True, slots=True)
class WrittenTable:
    """`caption` is '' for none; `widths` are proportions."""

    caption: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int]


def schedule_table(plan: PlanDocument, activity: PlannedActivity, name: str) -> WrittenTable:
    """The costs have a column in every schedule of a plan that plans any."""
    header = [
        "Tegevus",
        "Tegevuse üldajaraam",
        "Tegevuse algus- ja lõppkuupäev tegevuskava perioodil",
        "Tegevuse eest vastutaja",
    ]
    rows = [_schedule_row(row) for row in activity.rows]
    if any(row.planned_cost is not None for row in plan.rows):
        year = f" {plan.period.end.year}. aastal" if plan.period else ""
        header.append(f"Planeeritav maksumus{year}")
        for cells, row in zip(rows, activity.rows, strict=True):
            cells.append("" if row.planned_cost is None else format_cost(row.planned_cost))
    widths = (5, 3, 3, 3, 2)[: len(header)]
    return WrittenTable(f"{name}. Tegevuste ajakava", header, rows, widths)


def _schedule_row(row: ScheduleRow) -> list[str]:
    period = format_range(row.period) if row.period else ""
    return [
        _row_title(row),
        format_range(row.overall) if row.overall else "",
        "Ei kohaldu" if row.is_not_applicable else period,
        row.responsible,
    ]


def indicator_tables(
    plan: PlanDocument,
    achieved: Mapping[str, str] | None,
    code: str,
    covers: str | None = None,
) -> list[WrittenTable]:
    """The tables of one activity, or for `code` '' of one chapter; a table has one name and one
    final year."""
    rows: dict[_TableKey, list[list[str]]] = {}
    orders: list[list[_TableKey]] = []
    beginnings: list[_TableKey] = []
    for indicator in plan.indicators:
        order = []
        for place, note in zip(indicator.places, indicator.notes, strict=True):
            if place.activity_code == code and covers in {None, place.covers_chapter}:
                table = (place.table, place.covers_chapter, indicator.final_year)
                rows.setdefault(table, []).append(_indicator_row(indicator, note, achieved))
                order.append(table)
        orders.append(order)
        if order and indicator.places[0].activity_code == code:
            beginnings.append(order[0])
    has_achieved = achieved is not None
    tables = _in_order([*orders, beginnings])
    return [_indicator_table(table, rows[table], has_achieved=has_achieved) for table in tables]


def _indicator_table(
    table: _TableKey, rows: list[list[str]], *, has_achieved: bool
) -> WrittenTable:
    name, covers, year = table
    header = [
        "Indikaator",
        "Indikaatori mõõtühik",
        "Sihttase tegevuskava aastal",
        f"Sihttase ({year})" if year else "Lõplik sihttase",
        "Selgitus",
    ]
    widths = [4, 2, 2, 2, 6]
    if has_achieved:
        header.insert(4, "Saavutustase")
        widths.insert(4, 2)
    return WrittenTable(_indicator_caption(name, covers), header, rows, widths)


def _indicator_row(
    indicator: PlannedIndicator, note: str, achieved: Mapping[str, str] | None
) -> list[str]:
    figures = [
        "" if figure is None else format_number(figure)
        for figure in (indicator.target, indicator.final_target)
    ]
    if achieved is not None:
        figures.append(achieved.get(indicator.name, ""))
    return [indicator.name, indicator.unit, *figures, note]


def _in_order(orders: Iterable[Sequence[_TableKey]]) -> list[_TableKey]:
    """Tables in an order that keeps to each of these, so that they are read back as they were."""
    before: dict[_TableKey, set[_TableKey]] = {}
    for order in orders:
        for table in order:
            before.setdefault(table, set())
        for earlier, later in pairwise(order):
            before[later] |= {earlier} - {later}
    try:
        return list(TopologicalSorter(before).static_order())
    except CycleError:  # no document could have said it so; nothing but the order is at stake
        return list(before)


def _row_title(row: ScheduleRow) -> str:
    if row.level is RowLevel.ACTIVITY:
        return f"{row.number} {row.title}".strip()
    if row.number:
        return f"{row.number}. {row.title}".strip()
    return f"Alategevus: {row.title}" if row.level is RowLevel.ITEM else row.title


def _indicator_caption(table: str, covers: str) -> str:
    """'' where the plan's table has no name and speaks for its own activity only."""
    if not table and not covers:
        return ""
    said = "Tegevustega seotud näitajad"
    if covers.endswith(_ACTIVITIES):
        said = f"{covers.removesuffix(_ACTIVITIES)} tegevustega seotud näitajad"
    elif covers:
        said = f"{covers}: tegevustega seotud näitajad"
    return f"{table}. {said}" if table else said
