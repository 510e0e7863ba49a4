"""`write_plan_docx`: a plan as a .docx of the ministry's layout, which `read_plan` reads back."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from io import BytesIO
from itertools import count

import docx
from docx.document import Document

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
from loim.programmes.documents.written_tables import (
    WrittenTable,
    indicator_tables,
    schedule_table,
)
from loim.programmes.logic.plan_document import (
    Chapter,
    PlanDocument,
    PlannedActivity,
)

_TABLE = "Tabel {}"


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
        self._table(schedule_table(self._plan, activity, next(self._free_tables)))

    def _indicators(self, code: str, covers: str | None = None) -> None:
        for table in indicator_tables(self._plan, self._achieved, code, covers):
            self._table(table)

    def _table(self, table: WrittenTable) -> None:
        add_table(self._document, table.caption, table.header, table.rows, table.widths)
