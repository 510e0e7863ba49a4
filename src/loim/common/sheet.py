"""A table out of an uploaded .xlsx or .csv file, without trusting the file."""

import codecs
import csv
import re
import zipfile
from datetime import date, datetime
from io import BytesIO, StringIO
from itertools import islice
from typing import TypeAlias

import openpyxl

Cell: TypeAlias = str | date | int | float | None

MAX_BYTES = 5_000_000
MAX_UNPACKED_BYTES = 100_000_000
MAX_ROWS = 2_000
MAX_COLUMNS = 60


class SheetRefused(Exception):
    """`code` says why: size, rows, type, broken or empty."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_sheet(content: bytes, name: str) -> list[list[Cell]]:
    """The rows of the first sheet from its first row on, empty rows kept so that numbers fit.

    Refused (SheetRefused): over 5 MB, over 2000 rows, neither .xlsx nor .csv, cannot be read.
    """
    if len(content) > MAX_BYTES:
        raise SheetRefused("size")
    suffix = name.lower().rpartition(".")[2]
    if suffix == "xlsx":
        rows = _xlsx(content)
    elif suffix == "csv":
        rows = _csv(content)
    else:
        raise SheetRefused("type")
    while rows and not any(rows[-1]):
        rows.pop()
    if not rows:
        raise SheetRefused("empty")
    if len(rows) > MAX_ROWS + 1:
        raise SheetRefused("rows")
    return rows


def _xlsx(content: bytes) -> list[list[Cell]]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
        rows = _first_sheet(content) if unpacked <= MAX_UNPACKED_BYTES else None
    except Exception as error:  # a parser of a hostile file may raise anything
        raise SheetRefused("broken") from error
    if rows is None:
        raise SheetRefused("size")
    return rows


def _first_sheet(content: bytes) -> list[list[Cell]]:
    book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)
    try:
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what the file says about its size may be wrong
        found = islice(sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS), MAX_ROWS + 2)
        return [_without_empty_end([_cell(value) for value in row]) for row in found]
    finally:
        book.close()


def _without_empty_end(row: list[Cell]) -> list[Cell]:
    while row and row[-1] in (None, ""):
        row.pop()
    return row


def _cell(value: object) -> Cell:
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date | int | float):
        return value
    return str(value).strip()


def _csv(content: bytes) -> list[list[Cell]]:
    text = _decoded(content)
    if "\0" in text:  # no text has it, and the database takes none that does
        raise SheetRefused("broken")
    first = text.partition("\n")[0]
    delimiter = max((";", "\t", ","), key=first.count)
    try:
        found = islice(csv.reader(StringIO(text, newline=""), delimiter=delimiter), MAX_ROWS + 2)
        return [[cell.strip() for cell in row[:MAX_COLUMNS]] for row in found]
    except csv.Error as error:
        raise SheetRefused("broken") from error


def _decoded(content: bytes) -> str:
    """UTF-8 or UTF-16, or the code page of an older spreadsheet program in this part of the
    world: of the Baltic languages, or of Russian and Ukrainian."""
    is_wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if is_wide else ("utf-8-sig",):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    for encoding in ("cp1251", "cp1257"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "cp1257" or _is_cyrillic(text):
            return text
    raise SheetRefused("broken")


def _is_cyrillic(text: str) -> bool:
    """Most words with letters beyond English ones are Cyrillic throughout: 'Sьndmused' is not."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if not word.isascii()]
    cyrillic = [word for word in words if re.fullmatch("[Ѐ-ӿ]{2,}", word)]
    return 2 * len(cyrillic) > len(words)
