"""`write_report_xlsx`: a report's numbers with the rows behind each of them, to check and add up."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any, TypeAlias

import xlsxwriter

from loim.programmes.logic.report_document import NumberInReport, ReportDocument

_Value: TypeAlias = str | int | date | Decimal | None

_LONGEST_CELL = 32_767  # more does not fit into one cell of the format
MOST_ROWS = 1_000_000  # a sheet has 1 048 576
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")


def write_report_xlsx(report: ReportDocument) -> bytes:
    """Sheets: the numbers, the texts, and one for each number that has rows.

    Text is always text: what begins with '=', '+', '-' or '@' is never taken for a formula.
    A number is a number and no data is a word, so that zero is told from it.
    """
    buffer = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": report.words.title[:255]})
        _Book(book, report).fill()
    return buffer.getvalue()


class _Book:
    def __init__(self, book: Any, report: ReportDocument) -> None:
        self._book, self._report, self._words = book, report, report.words
        top = {"valign": "top"}
        wrapped = {**top, "text_wrap": True}
        self._title = book.add_format({"bold": True, "font_size": 14})
        self._head = book.add_format({**wrapped, "bold": True, "bg_color": "#E8EFF1", "border": 1})
        self._text = book.add_format(wrapped)
        self._day = book.add_format({**top, "num_format": "dd.mm.yyyy"})
        self._number = book.add_format({**top, "num_format": "#,##0.##"})
        self._whole = book.add_format({**top, "num_format": "#,##0"})

    def fill(self) -> None:
        report, words = self._report, self._words
        names = {
            position: _sheet_name(position, number)
            for position, number in enumerate(report.numbers, start=1)
            if number.rows
        }
        self._add(words.numbers, self._number_columns(), self._numbers(names), title=words.title)
        self._add(
            words.activities,
            [(words.code, 10), (words.activity, 40), (words.done, 80), (words.deviation, 80)],
            [
                [a.code, a.title, "\n".join(a.done), "\n".join(a.deviation)]
                for a in report.activities
            ],
        )
        for position, name in names.items():
            self._rows(name, report.numbers[position - 1])

    def _number_columns(self) -> list[tuple[str, int]]:
        words = self._words
        return [
            (words.indicator, 50),
            (words.unit, 14),
            (f"{words.target} {self._report.year}", 14),
            (words.achieved, 14),
            (words.final_target, 14),
            (words.activities, 20),
            (words.how_counted, 60),
            (words.rule_version, 12),
            (words.rows, 34),
        ]

    def _numbers(self, names: dict[int, str]) -> list[list[_Value]]:
        return [
            [
                number.name,
                number.unit,
                number.target,
                self._words.no_data if number.actual is None else number.actual,
                number.final_target,
                ", ".join(number.codes),
                number.how_counted,
                number.rule_version,
                names.get(position, ""),
            ]
            for position, number in enumerate(self._report.numbers, start=1)
        ]

    def _rows(self, name: str, number: NumberInReport) -> None:
        words = self._words
        rows: list[list[_Value]] = [
            [
                row.day or words.no_longer_there,
                row.title,
                row.kind,
                row.municipality,
                row.amount,
            ]
            for row in number.rows[:MOST_ROWS]
        ]
        if len(number.rows) > MOST_ROWS:
            rows.append([words.more_rows])
        columns = [
            (words.date, 14),
            (words.record, 60),
            (words.kind, 24),
            (words.municipality, 28),
            (words.amount, 12),
        ]
        self._add(name, columns, rows, title=number.name)

    def _add(
        self,
        name: str,
        columns: Sequence[tuple[str, int]],
        rows: Sequence[Sequence[_Value]],
        title: str = "",
    ) -> None:
        sheet = self._book.add_worksheet(name)
        first = 2 if title else 0
        if title:
            sheet.write_string(0, 0, title, self._title)
        for column, (head, width) in enumerate(columns):
            sheet.set_column(column, column, width)
            sheet.write_string(first, column, head, self._head)
        for number, row in enumerate(rows, start=first + 1):
            self._write(sheet, number, row)
        sheet.freeze_panes(first + 1, 0)
        sheet.autofilter(first, 0, first + len(rows), len(columns) - 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(first)

    def _write(self, sheet: Any, number: int, row: Iterable[_Value]) -> None:
        for column, value in enumerate(row):
            if value is None or value == "":
                continue
            if isinstance(value, str):
                sheet.write_string(number, column, value[:_LONGEST_CELL], self._text)
            elif isinstance(value, date):
                sheet.write_datetime(number, column, value, self._day)
            else:
                is_whole = value == int(value)
                sheet.write_number(number, column, value, self._whole if is_whole else self._number)


def _sheet_name(position: int, number: NumberInReport) -> str:
    """'3 Osaluskorrad koolitustel': at most 31 characters, told apart by its number."""
    return f"{position} {_NOT_IN_A_NAME.sub(' ', number.name)}"[:31].strip()
