"""Rows of an indicator table, and one indicator made of the places that repeat it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from loim.programmes.documents.amounts import parse_number
from loim.programmes.documents.columns import Role
from loim.programmes.documents.listing import Listing
from loim.programmes.documents.table_grid import Cell
from loim.programmes.documents.table_parts import Row, TablePart, list_strange_headers
from loim.programmes.documents.wording import key, without_marks
from loim.programmes.logic.plan_document import IndicatorPlace, PlannedIndicator

_NOTHING = frozenset({"-", "–", "—"})


@dataclass(frozen=True, slots=True)
class IndicatorEntry:
    """An indicator in one place of the document; `cells` say where its figures stand."""

    name: str
    unit: str
    target: Decimal | None
    final_target: Decimal | None
    final_year: int | None
    note: str
    place: IndicatorPlace
    where: str
    cells: tuple[tuple[Role, Cell], ...]
    index: int


def read_indicators(
    part: TablePart, where: str, place: IndicatorPlace, listing: Listing
) -> Iterator[IndicatorEntry]:
    """One entry for each row that names an indicator; the rest goes into the listing."""
    list_strange_headers(part, where, listing)
    for index, row in part.rows:
        name = part.cell(row, Role.NAME)
        if name is None or not name.text:
            listing.add_row(where, index, row)
            continue
        for cell in part.unexplained(row):
            listing.add_cell(where, index, cell)
        # what was achieved belongs to a report; a plan has no place for it
        if achieved := part.cell(row, Role.ACHIEVED):
            listing.add_cell(where, index, achieved)
        yield _entry(part, (index, row), where, place, listing)


def _entry(
    part: TablePart, numbered: tuple[int, Row], where: str, place: IndicatorPlace, listing: Listing
) -> IndicatorEntry:
    index, row = numbered
    cells = tuple((role, cell) for role in Role if (cell := part.cell(row, role)) is not None)
    said = {role: without_marks(cell.text) for role, cell in cells}
    unit = said.get(Role.UNIT, "")

    def figure(role: Role) -> Decimal | None:
        cell = dict(cells).get(role)
        if cell is None or not cell.text or cell.text in _NOTHING:
            return None
        is_percent = "%" in unit or "protsent" in unit.casefold()
        number = parse_number(cell.text.removesuffix("%") if is_percent else cell.text)
        if number is None:
            listing.add_cell(where, index, cell)
        return number

    return IndicatorEntry(
        name=said[Role.NAME],
        unit=unit,
        target=figure(Role.TARGET),
        final_target=figure(Role.FINAL_TARGET),
        final_year=part.header.final_year if part.header else None,
        note=said.get(Role.NOTE, ""),
        place=place,
        where=where,
        cells=cells,
        index=index,
    )


def merge_indicators(
    entries: Iterable[IndicatorEntry], listing: Listing
) -> tuple[PlannedIndicator, ...]:
    """One indicator for each name and unit; a figure that contradicts the first is listed."""
    groups: dict[tuple[str, str], list[IndicatorEntry]] = {}
    taken: set[tuple[str, str, IndicatorPlace]] = set()
    for entry in entries:
        name, unit = key(entry.name), key(entry.unit)
        if (name, unit, entry.place) in taken:
            _list_all(entry, listing)
        else:
            taken.add((name, unit, entry.place))
            groups.setdefault((name, unit), []).append(entry)
    return tuple(_merged(same, listing) for same in groups.values())


def _merged(entries: list[IndicatorEntry], listing: Listing) -> PlannedIndicator:
    first = entries[0]
    target = next((e.target for e in entries if e.target is not None), None)
    final_target = next((e.final_target for e in entries if e.final_target is not None), None)
    final_year = next((e.final_year for e in entries if e.final_year is not None), None)
    for entry in entries:
        if entry.target not in {None, target}:
            _list_one(entry, Role.TARGET, listing)
        if entry.final_target not in {None, final_target}:
            _list_one(entry, Role.FINAL_TARGET, listing)
        if entry.final_year not in {None, final_year}:
            listing.add(f"{entry.where}, header", str(entry.final_year))
    return PlannedIndicator(
        name=first.name,
        unit=first.unit,
        target=target,
        final_target=final_target,
        final_year=final_year,
        places=tuple(entry.place for entry in entries),
        notes=tuple(entry.note for entry in entries),
    )


def _list_one(entry: IndicatorEntry, role: Role, listing: Listing) -> None:
    listing.add_cell(entry.where, entry.index, dict(entry.cells)[role])


def _list_all(entry: IndicatorEntry, listing: Listing) -> None:
    listing.add_row(entry.where, entry.index, [cell for _, cell in entry.cells])
