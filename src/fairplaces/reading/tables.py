"""A table from a file: headings and rows, whatever program wrote it."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fairplaces.checks import MOST_PEOPLE
from fairplaces.errors import BadInput, InputProblem
from fairplaces.reading.decoding import csv_rows
from fairplaces.reading.xlsx import xlsx_rows


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

    Without `encoding` it is found out (`decoding.encoding_of`). The separator is the one of comma,
    semicolon and tab that the heading has most of, or what a first line `sep=;` says. Cells are
    composed (Unicode NFC), spaces around them dropped and hard spaces made plain, so that what
    looks alike is alike. Raises `BadInput`.
    """
    path = Path(path)
    if not path.is_file():
        raise BadInput([InputProblem("input.no_file", str(path))])
    if path.suffix.lower() in {".xlsx", ".xlsm"}:
        return _table(path.name, xlsx_rows(path), "xlsx")
    rows, name = csv_rows(path, encoding)
    return _table(path.name, rows, name)


def _table(source: str, rows: Iterator[tuple[str, ...]], encoding: str) -> Table:
    numbered = enumerate(rows, start=1)
    headings = _headings(source, numbered)
    kept: list[tuple[int, tuple[str, ...]]] = []
    for number, row in numbered:
        cells = tuple(map(_tidy, row))
        if not any(cells):
            continue
        if len(kept) == MOST_PEOPLE:
            details = {"most": MOST_PEOPLE}
            raise BadInput([InputProblem("input.too_many", source, number, None, details)])
        while len(cells) > len(headings) and not cells[-1]:
            cells = cells[:-1]
        if len(cells) != len(headings):
            details = {"have": len(cells), "want": len(headings)}
            raise BadInput([InputProblem("input.row_length", source, number, None, details)])
        kept.append((number, cells))
    return Table(source, headings, tuple(kept), encoding)


def _headings(source: str, numbered: Iterator[tuple[int, tuple[str, ...]]]) -> tuple[str, ...]:
    """The first row that is not empty."""
    for number, row in numbered:
        headings = tuple(map(_tidy, row))
        while headings and not headings[-1]:
            headings = headings[:-1]
        for heading in headings:
            if heading and headings.count(heading) > 1:
                raise BadInput([InputProblem("input.duplicate_column", source, number, heading)])
        if headings:
            return headings
    raise BadInput([InputProblem("input.no_heading", source, 1)])


def _tidy(cell: str) -> str:
    return unicodedata.normalize("NFC", cell).replace("\u00a0", " ").strip()
