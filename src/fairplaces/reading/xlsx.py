"""Rows of the first sheet of an .xlsx file; needs openpyxl, which is not required otherwise."""

from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from fairplaces.errors import BadInput, InputProblem
from fairplaces.reading.decoding import LARGEST_MB, too_large, unreadable


def xlsx_rows(path: Path) -> Iterator[tuple[str, ...]]:
    """Every row as text; whole numbers without a decimal point. Raises `BadInput`."""
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise BadInput([InputProblem("input.needs_openpyxl", path.name)]) from error
    try:
        _refuse_large(path)
        book = load_workbook(path, read_only=True, data_only=True)
        try:
            for row in book.worksheets[0].iter_rows(values_only=True):
                yield tuple(_text(value) for value in row)
        finally:
            book.close()
    except BadInput:
        raise
    except Exception as error:
        # openpyxl meets broken archives with errors of a dozen libraries.
        raise BadInput([unreadable(path.name, type(error).__name__)]) from error


def _refuse_large(path: Path) -> None:
    # A small archive may unpack to more than any memory holds.
    with ZipFile(path) as parts:
        unpacked = sum(part.file_size for part in parts.infolist())
    if unpacked > 4 * LARGEST_MB << 20:
        raise BadInput([too_large(path.name)])


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return str(value)
