"""A table from a file: headings and rows, whatever program wrote it."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from fairplaces.checks import MOST_PEOPLE
from fairplaces.errors import BadInput, InputProblem

_LARGEST = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Table:
    """headings; rows as (row number as in a spreadsheet, cells); encoding for the curious."""

    source: str
    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    encoding: str

    def need(self, *columns: str) -> None:
        """Raise `BadInput` naming every column that is missing."""
        missing = [column for column in columns if column not in self.headings]
        if missing:
            shown = ", ".join(self.headings)
            raise BadInput(
                InputProblem("input.missing_column", self.source, 1, column, {"columns": shown})
                for column in missing
            )

    def column(self, name: str) -> int:
        """The place of a column."""
        return self.headings.index(name)


def read_table(path: str | Path, encoding: str | None = None) -> Table:
    """The table of a .csv, .tsv, .txt or .xlsx file. Empty rows are passed over.

    Without `encoding`: UTF-8 and UTF-16 by their marks, UTF-8 where it fits, else a Windows code
    page chosen by the letters (1251 where it looks Cyrillic, else 1257, which has all Estonian
    letters). The separator is the one of comma, semicolon and tab that the heading has most of.
    Raises `BadInput`.
    """
    path = Path(path)
    if not path.is_file():
        raise BadInput([InputProblem("input.no_file", str(path))])
    if path.stat().st_size > _LARGEST:
        details = {"most": MOST_PEOPLE}
        raise BadInput([InputProblem("input.too_many", path.name, MOST_PEOPLE + 2, None, details)])
    if path.suffix.lower() in {".xlsx", ".xlsm"}:
        from fairplaces.reading.xlsx import xlsx_rows

        return _table(path.name, xlsx_rows(path), "xlsx")
    data = path.read_bytes()
    # Counted before anything is decoded: ten million rows must not cost gigabytes to refuse.
    if data.count(b"\n") > 4 * MOST_PEOPLE:
        details = {"most": MOST_PEOPLE}
        raise BadInput([InputProblem("input.too_many", path.name, MOST_PEOPLE + 2, None, details)])
    name = encoding or _encoding(data)
    try:
        text = data.decode(name)
    except (UnicodeDecodeError, LookupError) as error:
        raise BadInput([_unreadable(path.name, str(error))]) from error
    if "\0" in text:
        raise BadInput([_unreadable(path.name, "NUL")])
    return _table(path.name, _csv_rows(path.name, text), name)


def _encoding(data: bytes) -> str:
    if data.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        high = re.findall(rb"[\x80-\xff]+", data[:200_000])
        # Cyrillic words are runs of high bytes; Baltic letters stand alone among Latin ones.
        runs = sum(len(run) for run in high if len(run) > 2)
        return "cp1251" if runs * 2 > sum(map(len, high)) else "cp1257"
    return "utf-8"


def _csv_rows(source: str, text: str) -> Iterator[tuple[str, ...]]:
    heading = text.split("\n", 1)[0]
    separator = max(",;\t", key=heading.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for row in reader:
            yield tuple(row)
    except csv.Error as error:
        raise BadInput([_unreadable(source, str(error))]) from error


def _unreadable(source: str, why: str) -> InputProblem:
    return InputProblem("input.not_a_table", source, None, None, {"why": why})


def _table(source: str, rows: Iterator[tuple[str, ...]], encoding: str) -> Table:
    headings = tuple(cell.strip() for cell in next(rows, ()))
    while headings and not headings[-1]:
        headings = headings[:-1]
    if not headings:
        raise BadInput([_unreadable(source, "0")])
    for heading in headings:
        if heading and headings.count(heading) > 1:
            raise BadInput([InputProblem("input.duplicate_column", source, 1, heading)])
    kept: list[tuple[int, tuple[str, ...]]] = []
    for number, row in enumerate(islice(rows, MOST_PEOPLE + 1), start=2):
        if number > MOST_PEOPLE + 1:
            details = {"most": MOST_PEOPLE}
            raise BadInput([InputProblem("input.too_many", source, number, None, details)])
        cells = tuple(cell.strip() for cell in row)
        if not any(cells):
            continue
        while len(cells) > len(headings) and not cells[-1]:
            cells = cells[:-1]
        if len(cells) != len(headings):
            details = {"have": len(cells), "want": len(headings)}
            raise BadInput([InputProblem("input.row_length", source, number, None, details)])
        kept.append((number, cells))
    return Table(source, headings, tuple(kept), encoding)
