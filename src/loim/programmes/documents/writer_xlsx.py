"""`write_plan_xlsx`: a plan as a workbook to sort and filter: activities, schedule, indicators."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any, TypeAlias

import xlsxwriter

from loim.programmes.logic.plan_document import DateRange, PlanDocument, RowLevel

_Value: TypeAlias = str | int | date | Decimal | None

# more does not fit into one cell of the format
_LONGEST_CELL = 32_767
_LEVELS = {
    RowLevel.ACTIVITY: "tegevus",
    RowLevel.GROUP: "rühm",
    RowLevel.ITEM: "alategevus",
}


def write_plan_xlsx(plan: PlanDocument, *, achieved: Mapping[str, str] | None = None) -> bytes:
    """Dates and figures are real dates and numbers. Text is always text: what begins with
    '=', '+', '-' or '@' is never taken for a formula. `achieved` adds 'Saavutustase' to the
    indicators, by name."""
    buffer = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(buffer, options) as book:
        sheets = _Sheets(book)
        sheets.add("Tegevused", _ACTIVITY_COLUMNS, _activities(plan))
        sheets.add("Ajakava", _SCHEDULE_COLUMNS, _schedule(plan))
        columns = list(_INDICATOR_COLUMNS)
        rows = _indicators(plan)
        if achieved is not None:
            columns.insert(5, ("Saavutustase", 14))
            for row in rows:
                row.insert(5, achieved.get(str(row[0]), ""))
        sheets.add("Näitajad", columns, rows)
    return buffer.getvalue()


_ACTIVITY_COLUMNS = (
    ("Peatükk", 28), ("Jaotis", 8), ("Kood", 10), ("Tegevus", 50), ("Sihtgrupp", 40),
    ("Kirjeldus", 90),
)  # fmt: skip
_SCHEDULE_COLUMNS = (
    ("Tegevuse kood", 14), ("Tase", 11), ("Number", 9), ("Tegevus", 70),
    ("Üldajaraami algus", 12), ("Üldajaraami lõpp", 12),
    ("Algus tegevuskava perioodil", 12), ("Lõpp tegevuskava perioodil", 12),
    ("Ei kohaldu", 11), ("Vastutaja", 26), ("Planeeritav maksumus", 16),
)  # fmt: skip
_INDICATOR_COLUMNS = (
    ("Indikaator", 50), ("Mõõtühik", 14), ("Sihttase tegevuskava aastal", 14),
    ("Lõplik sihttase", 12), ("Lõpliku sihttaseme aasta", 12), ("Tegevused", 18), ("Tabelid", 18),
    ("Hõlmab peatükki", 24), ("Selgitus", 80),
)  # fmt: skip


def _activities(plan: PlanDocument) -> list[list[_Value]]:
    return [
        [
            f"{chapter.number}. {chapter.title}" if chapter.number else chapter.title,
            activity.section,
            activity.code,
            activity.title,
            activity.target_group,
            "\n".join(activity.narrative),
        ]
        for chapter in plan.chapters
        for activity in chapter.activities
    ]


def _schedule(plan: PlanDocument) -> list[list[_Value]]:
    return [
        [
            activity.code,
            _LEVELS[row.level],
            row.number,
            row.title,
            *_ends(row.overall),
            *_ends(row.period),
            "jah" if row.is_not_applicable else "",
            row.responsible,
            row.planned_cost,
        ]
        for activity in plan.activities
        for row in activity.rows
    ]


def _ends(dates: DateRange | None) -> Sequence[date | None]:
    return (dates.start, dates.end) if dates else (None, None)


def _indicators(plan: PlanDocument) -> list[list[_Value]]:
    """One row for each indicator, however many places repeat it: sums stay right."""
    return [
        [
            indicator.name,
            indicator.unit,
            indicator.target,
            indicator.final_target,
            indicator.final_year,
            _listed(place.activity_code for place in indicator.places),
            _listed(place.table for place in indicator.places),
            _listed(place.covers_chapter for place in indicator.places),
            "\n".join(dict.fromkeys(note for note in indicator.notes if note)),
        ]
        for indicator in plan.indicators
    ]


def _listed(texts: Any) -> str:
    return ", ".join(dict.fromkeys(text for text in texts if text))


class _Sheets:
    def __init__(self, book: Any) -> None:
        self._book = book
        top = {"text_wrap": True, "valign": "top"}
        self._head = book.add_format(top | {"bold": True, "bg_color": "#E7E6E6", "border": 1})
        self._text = book.add_format(top)
        self._day = book.add_format({"num_format": "dd.mm.yyyy", "valign": "top"})
        self._number = book.add_format({"num_format": "#,##0.##", "valign": "top"})
        self._whole = book.add_format({"num_format": "0", "valign": "top"})

    def add(
        self, name: str, columns: Sequence[tuple[str, int]], rows: Sequence[Sequence[_Value]]
    ) -> None:
        sheet = self._book.add_worksheet(name)
        for column, (head, width) in enumerate(columns):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, head, self._head)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                self._write(sheet, number, column, value)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)

    def _write(self, sheet: Any, row: int, column: int, value: _Value) -> None:
        if value is None or value == "":
            return
        if isinstance(value, str):
            whole = value if len(value) <= _LONGEST_CELL else value[: _LONGEST_CELL - 1] + "…"
            sheet.write_string(row, column, whole, self._text)
        elif isinstance(value, date):
            sheet.write_datetime(row, column, value, self._day)
        else:
            is_whole = value == int(value)
            sheet.write_number(row, column, value, self._whole if is_whole else self._number)
