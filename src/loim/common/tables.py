"""Tables as files: .csv and .xlsx. Text stays text, whatever it begins with."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import xlsxwriter
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.timezone import localtime

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A spreadsheet would take a cell that begins so for a formula, which may call out or run commands;
# some read the wide signs of East Asian keyboards as the common ones.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_LONGEST_SHEET_NAME = 31
_WIDEST = 60


@dataclass(frozen=True)
class Table:
    """`columns` are headings; rows hold text, numbers, dates or None."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Any]]


def as_csv(table: Table) -> bytes:
    """With a byte order mark and semicolons: what spreadsheets here open right at once."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([_csv_cell(column) for column in table.columns])
    writer.writerows([_csv_cell(value) for value in row] for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


def _csv_cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return localtime(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float | Decimal):
        return str(value)
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def as_xlsx(*tables: Table) -> bytes:
    """A sheet for each table: real numbers and dates, headings that stay in sight, a filter."""
    out = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        for table in tables:
            sheet = book.add_worksheet(table.name[:_LONGEST_SHEET_NAME])
            sheet.write_row(0, 0, [str(column) for column in table.columns], heading)
            widths = [len(str(column)) for column in table.columns]
            last = 0
            for last, row in enumerate(table.rows, start=1):
                for column, value in enumerate(row):
                    _write(sheet, last, column, value, day)
                    widths[column] = max(widths[column], len(str(value or "")))
            for column, width in enumerate(widths):
                sheet.set_column(column, column, min(width, _WIDEST) + 2)
            sheet.freeze_panes(1, 0)
            sheet.autofilter(0, 0, last, len(table.columns) - 1)
    return out.getvalue()


def _write(sheet: Any, row: int, column: int, value: Any, day: Any) -> None:
    if value is None:
        return
    if isinstance(value, datetime):
        value = localtime(value).date()
    if isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001  # a day has no zone
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, str(value))


def download(content: bytes, *, name: str, content_type: str) -> HttpResponse:
    """A file to keep, not to show."""
    return HttpResponse(
        content,
        content_type=content_type,
        headers={"Content-Disposition": content_disposition_header(True, name) or "attachment"},
    )


def table_response(format_: str, name: str, *tables: Table) -> HttpResponse:
    """The first table as .csv, or all of them as .xlsx, each on a sheet of its own."""
    if format_ == "csv":
        return download(
            as_csv(tables[0]), name=f"{name}.csv", content_type="text/csv; charset=utf-8"
        )
    return download(as_xlsx(*tables), name=f"{name}.xlsx", content_type=XLSX)
