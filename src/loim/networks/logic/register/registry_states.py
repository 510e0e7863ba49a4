"""Which associations a file of the business register says are struck off.

The open data of the register has a row for each legal person, with its code and its state as one
letter and in words: R registered, L in liquidation, N bankrupt, K deleted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

CODE_HEADINGS = frozenset(
    {"ariregistri_kood", "äriregistri kood", "registrikood", "registry code", "code", "kood"}
)
STATE_HEADINGS = frozenset(
    {"ettevotja_staatus", "staatus", "status", "state", "olek", "ettevotja_staatus_tekstina"}
)
DATE_HEADINGS = frozenset(
    {"kustutamise_kpv", "kustutatud", "date", "kuupäev", "kuupaev", "deleted"}
)
DELETED_WORDS = frozenset(
    {"k", "kustutatud", "deleted", "struck off", "registrist kustutatud", "исключен", "удалён"}
)


@dataclass(frozen=True)
class RegistryState:
    """`row` counts from 1. `problem`: a key of what is wrong with the row, '' for nothing."""

    row: int
    code: str
    is_deleted: bool = False
    day: date | None = None
    problem: str = ""


def has_headings(rows: Sequence[Sequence[Any]]) -> bool:
    return bool(rows) and any(_plain(cell) in CODE_HEADINGS for cell in rows[0])


def read_states(rows: Sequence[Sequence[Any]]) -> list[RegistryState]:
    """With headings in the first row, else: code, state, date. A row with nothing but a code says
    that it is deleted: whoever pastes a list of codes means that."""
    columns: Mapping[str, int] = {"code": 0, "state": 1, "date": 2}
    first = 1
    if has_headings(rows):
        columns = _found(rows[0])
        first = 2
        rows = rows[1:]
    return [
        _read(number, row, columns)
        for number, row in enumerate(rows, start=first)
        if any(_plain(cell) for cell in row)
    ]


def _found(headings: Sequence[Any]) -> dict[str, int]:
    found: dict[str, int] = {}
    known = {"code": CODE_HEADINGS, "state": STATE_HEADINGS, "date": DATE_HEADINGS}
    for place, heading in enumerate(headings):
        for key, names in known.items():
            if _plain(heading) in names:
                found.setdefault(key, place)
    return found


def _read(number: int, row: Sequence[Any], columns: Mapping[str, int]) -> RegistryState:
    code = _plain(_cell(row, columns, "code")).replace(" ", "")
    if not (code.isascii() and code.isdecimal() and len(code) == 8):
        return RegistryState(number, code, problem="code")
    state, day = _plain(_cell(row, columns, "state")), _cell(row, columns, "date")
    is_deleted = state in DELETED_WORDS or ("state" not in columns or not state)
    try:
        return RegistryState(number, code, is_deleted=is_deleted, day=_day(day))
    except ValueError:
        return RegistryState(number, code, is_deleted=is_deleted, problem="date")


def _cell(row: Sequence[Any], columns: Mapping[str, int], key: str) -> Any:
    place = columns.get(key)
    return row[place] if place is not None and place < len(row) else ""


def _plain(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value if value is not None else "").strip().casefold()


def _day(value: Any) -> date | None:
    if isinstance(value, date):
        return value
    text = str(value or "").strip()
    if not text:
        return None
    for form in ("%d.%m.%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
    raise ValueError(text)
