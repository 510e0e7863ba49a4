"""Rows of the first sheet of an .xlsx file; needs openpyxl, which is not required otherwise."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fairplaces.errors import BadInput, InputProblem


def xlsx_rows(path: Path) -> Iterator[tuple[str, ...]]:
    """Every row as text; whole numbers without a decimal point. Raises `BadInput`."""
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise BadInput([InputProblem("input.needs_openpyxl", path.name)]) from error
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except Exception as error:
        # openpyxl meets broken archives with errors of a dozen libraries.
        details = {"why": type(error).__name__}
        raise BadInput(
            [InputProblem("input.not_a_table", path.name, None, None, details)]
        ) from error
    try:
        for row in book.worksheets[0].iter_rows(values_only=True):
            yield tuple(_text(value) for value in row)
    finally:
        book.close()


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
