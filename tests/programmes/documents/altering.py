"""The real plan of 2023, and documents made of it by changing one thing."""

import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table

from loim.programmes.documents.reader import read_plan
from loim.programmes.logic.plan_document import PlanDocument, PlannedActivity, ScheduleRow

SOURCE = Path(__file__).resolve().parents[3] / "src/loim/programmes/data/tegevuskava-2023.docx"
_EXTRA = (
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)


@cache
def real_bytes() -> bytes:
    return SOURCE.read_bytes()


@cache
def real_plan() -> PlanDocument:
    return read_plan(real_bytes())


def altered_bytes(edit: Callable[[Document], object]) -> bytes:
    document = docx.Document(BytesIO(real_bytes()))
    edit(document)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def altered(edit: Callable[[Document], object]) -> PlanDocument:
    return read_plan(altered_bytes(edit))


def element(xml: str) -> Any:
    """One element of WordprocessingML; its namespaces need not be declared."""
    end = re.search(r"/?>", xml)
    assert end
    declared = f"{xml[: end.start()]} {nsdecls('w', 'wp', 'a')}{_EXTRA}{xml[end.start() :]}"
    return parse_xml(declared)


def paragraph(text: str, style: str = "") -> Any:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return element(f"<w:p>{properties}<w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>")


def find_paragraph(document: Document, beginning: str) -> Any:
    return next(p for p in document.paragraphs if p.text.startswith(beginning))


def set_cell(table: Table, row: int, column: int, text: str) -> None:
    table.cell(row, column).paragraphs[0].text = text


def add_column(table: Table, texts: list[str]) -> None:
    """A column at the right end."""
    table._tbl.tblGrid.append(element('<w:gridCol w:w="2000"/>'))
    for row, text in zip(table.rows, texts, strict=True):
        cell = deepcopy(row._tr.tc_lst[-1])
        row._tr.append(cell)
        row.cells[-1].paragraphs[0].text = text


def add_row(table: Table, texts: list[str], after: int = -1) -> None:
    row = deepcopy(table.rows[after]._tr)
    table.rows[after]._tr.addnext(row)
    index = table._tbl.tr_lst.index(row)
    for column, text in enumerate(texts):
        set_cell(table, index, column, text)


def move_column(table: Table, old: int, new: int) -> None:
    for row in table.rows:
        cell = row._tr.tc_lst[old]
        row._tr.remove(cell)
        row._tr.insert(new + 1 if row._tr.trPr is not None else new, cell)


def with_activity(
    plan: PlanDocument, code: str, change: Callable[[PlannedActivity], Any]
) -> PlanDocument:
    """The plan with one activity changed, to compare with what was read."""
    return replace(
        plan,
        chapters=tuple(
            replace(
                chapter,
                activities=tuple(change(a) if a.code == code else a for a in chapter.activities),
            )
            for chapter in plan.chapters
        ),
    )


def with_row(plan: PlanDocument, code: str, index: int, **changes: Any) -> PlanDocument:
    def change(activity: PlannedActivity) -> PlannedActivity:
        rows = list(activity.rows)
        rows[index] = replace(rows[index], **changes)
        return replace(activity, rows=tuple(rows))

    return with_activity(plan, code, change)


def rows_of(plan: PlanDocument, code: str) -> tuple[ScheduleRow, ...]:
    return next(activity.rows for activity in plan.activities if activity.code == code)


def said(plan: PlanDocument) -> list[tuple[str, str]]:
    """What was not understood, as pairs of place and text."""
    return [(item.place, item.text) for item in plan.unrecognised]
