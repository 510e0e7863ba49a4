"""`write_plan_docx`: a plan as a .docx of the ministry's layout, which `read_plan` reads back."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time
from graphlib import CycleError, TopologicalSorter
from io import BytesIO
from itertools import count, pairwise
from typing import TypeAlias

import docx
from docx.document import Document

from loim.programmes.documents.amounts import format_cost, format_number
from loim.programmes.documents.dates import format_day, format_range
from loim.programmes.documents.docx_layout import (
    add_heading,
    add_paragraph,
    add_right,
    add_table,
    set_up,
)
from loim.programmes.documents.section_reader import REPORT_HEADING
from loim.programmes.documents.wording import BULLET
from loim.programmes.logic.plan_document import (
    Chapter,
    PlanDocument,
    PlannedActivity,
    PlannedIndicator,
    RowLevel,
    ScheduleRow,
)

_TABLE = "Tabel {}"
_ACTIVITIES = " tegevused"
# an indicator table's name, the chapter it covers, the year of its final targets
_TableKey: TypeAlias = tuple[str, str, int | None]


def write_plan_docx(
    plan: PlanDocument,
    *,
    achieved: Mapping[str, str] | None = None,
    report: Mapping[str, Sequence[str]] | None = None,
) -> bytes:
    """The plan without its `unrecognised` pieces, whose place in a plan nobody knows.

    `achieved` gives the indicator tables a column 'Saavutustase', by indicator name; `report`
    gives an activity, by code, the paragraphs under its heading 'Tehtud'. Reading the file back
    lists both as unrecognised: they belong to a report. Raises `ValueError` for an indicator whose
    place is nowhere in the plan, since it would be lost.
    """
    _check_places(plan)
    return _Writer(plan, achieved, report or {}).write()


def _check_places(plan: PlanDocument) -> None:
    codes = {activity.code for activity in plan.activities}
    outside = {"", *(chapter.title for chapter in plan.chapters)}
    for indicator in plan.indicators:
        for place in indicator.places:
            code, covers = place.activity_code, place.covers_chapter
            if code not in codes if code else covers not in outside:
                raise ValueError(
                    f"“{indicator.name}” stands under {code or covers}, which is not there"
                )


class _Writer:
    def __init__(
        self,
        plan: PlanDocument,
        achieved: Mapping[str, str] | None,
        report: Mapping[str, Sequence[str]],
    ) -> None:
        self._plan = plan
        self._achieved = achieved
        self._report = report
        self._document: Document = docx.Document()
        taken = {place.table for indicator in plan.indicators for place in indicator.places}
        self._free_tables = (name for n in count(1) if (name := _TABLE.format(n)) not in taken)
        self._has_costs = any(row.planned_cost is not None for row in plan.rows)

    def write(self) -> bytes:
        order = self._plan.order
        made_at = datetime.combine(order.date, time()) if order else None
        set_up(self._document, title=self._title(), made_at=made_at)
        self._front()
        self._indicators("", "")
        for chapter in self._plan.chapters:
            self._chapter(chapter)
        buffer = BytesIO()
        self._document.save(buffer)
        return buffer.getvalue()

    def _title(self) -> str:
        period = self._plan.period
        quoted = f"„{self._plan.title}“ " if self._plan.title else ""
        when = f" perioodil {format_range(period, dash=' – ')}" if period else ""
        return f"Toetatava tegevuse {quoted}tegevuskava{when}"

    def _front(self) -> None:
        if order := self._plan.order:
            add_right(self._document, "KINNITATUD")
            day = format_day(order.date)
            add_right(self._document, f"Kultuuriministri {day} käskkirjaga nr {order.number}")
        add_right(self._document, "LISA 1")
        add_paragraph(self._document, self._title(), style="Title")

    def _chapter(self, chapter: Chapter) -> None:
        if chapter.number or chapter.title:
            add_heading(self._document, f"{chapter.number}. {chapter.title}", level=1)
            self._indicators("", chapter.title)
        for activity in chapter.activities:
            self._activity(activity)

    def _activity(self, activity: PlannedActivity) -> None:
        heading = f"{activity.section} {activity.code} {activity.title}"
        add_heading(self._document, heading.strip(), level=2)
        for text in activity.narrative:
            is_bullet = text.startswith(BULLET)
            style = "List Bullet" if is_bullet else "Normal"
            add_paragraph(self._document, text.removeprefix(BULLET), style=style)
        if activity.target_group:
            add_paragraph(self._document, f"Sihtgrupp: {activity.target_group}")
        if activity.rows:
            self._schedule(activity)
        self._indicators(activity.code)
        if said := self._report.get(activity.code):
            add_heading(self._document, REPORT_HEADING, level=3)
            for text in said:
                add_paragraph(self._document, text)

    def _schedule(self, activity: PlannedActivity) -> None:
        header = [
            "Tegevus",
            "Tegevuse üldajaraam",
            "Tegevuse algus- ja lõppkuupäev tegevuskava perioodil",
            "Tegevuse eest vastutaja",
        ]
        if self._has_costs:
            period = self._plan.period
            year = f" {period.end.year}. aastal" if period else ""
            header.append(f"Planeeritav maksumus{year}")
        rows = [self._schedule_row(row) for row in activity.rows]
        widths = (5, 3, 3, 3, 2)[: len(header)]
        caption = f"{next(self._free_tables)}. Tegevuste ajakava"
        add_table(self._document, caption, header, rows, widths)

    def _schedule_row(self, row: ScheduleRow) -> list[str]:
        cells = [
            _row_title(row),
            format_range(row.overall) if row.overall else "",
            "Ei kohaldu" if row.is_not_applicable else "",
            row.responsible,
        ]
        if row.period:
            cells[2] = format_range(row.period)
        if self._has_costs:
            cells.append("" if row.planned_cost is None else format_cost(row.planned_cost))
        return cells

    def _indicators(self, code: str, covers: str | None = None) -> None:
        """The tables of one activity; a table has one name and one final year."""
        rows: dict[_TableKey, list[list[str]]] = {}
        orders: list[list[_TableKey]] = []
        beginnings: list[_TableKey] = []
        for indicator in self._plan.indicators:
            order = []
            for place, note in zip(indicator.places, indicator.notes, strict=True):
                if place.activity_code == code and covers in {None, place.covers_chapter}:
                    table = (place.table, place.covers_chapter, indicator.final_year)
                    rows.setdefault(table, []).append(self._indicator_row(indicator, note))
                    order.append(table)
            orders.append(order)
            if order and indicator.places[0].activity_code == code:
                beginnings.append(order[0])
        for table in _in_order([*orders, beginnings]):
            self._indicator_table(table, rows[table])

    def _indicator_table(self, table: _TableKey, rows: list[list[str]]) -> None:
        name, covers, year = table
        header = [
            "Indikaator",
            "Indikaatori mõõtühik",
            "Sihttase tegevuskava aastal",
            f"Sihttase ({year})" if year else "Lõplik sihttase",
            "Selgitus",
        ]
        widths = [4, 2, 2, 2, 6]
        if self._achieved is not None:
            header.insert(4, "Saavutustase")
            widths.insert(4, 2)
        add_table(self._document, _indicator_caption(name, covers), header, rows, widths)

    def _indicator_row(self, indicator: PlannedIndicator, note: str) -> list[str]:
        figures = [
            "" if figure is None else format_number(figure)
            for figure in (indicator.target, indicator.final_target)
        ]
        cells = [indicator.name, indicator.unit, *figures, note]
        if self._achieved is not None:
            cells.insert(4, self._achieved.get(indicator.name, ""))
        return cells


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
