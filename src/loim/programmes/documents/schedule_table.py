"""Rows of a schedule: 'Tegevus | üldajaraam | algus- ja lõppkuupäev | vastutaja | maksumus'."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from loim.programmes.documents.amounts import parse_cost
from loim.programmes.documents.columns import Role
from loim.programmes.documents.dates import parse_range
from loim.programmes.documents.listing import Listing
from loim.programmes.documents.row_titles import RowTitle, row_title
from loim.programmes.documents.table_grid import Cell
from loim.programmes.documents.table_parts import Row, TablePart, list_strange_headers
from loim.programmes.documents.wording import without_marks
from loim.programmes.logic.plan_document import DateRange

_NOT_APPLICABLE = re.compile(r"ei\s+kohald(?:u|ata|uv)\b(?P<rest>.*)", re.IGNORECASE)
_NOTHING = frozenset({"-", "–", "—"})


@dataclass(frozen=True, slots=True)
class ScheduleEntry:
    """A row as read; where it belongs in the tree is decided later."""

    index: int
    row: Row
    title: RowTitle
    overall: DateRange | None = None
    period: DateRange | None = None
    is_not_applicable: bool = False
    responsible: str = ""
    planned_cost: Decimal | None = None


class ScheduleTable:
    """Reads the rows of one part; what it cannot read goes into the listing."""

    def __init__(
        self, part: TablePart, place: str, plan_period: DateRange | None, listing: Listing
    ) -> None:
        self._part = part
        self._place = place
        self._plan_period = plan_period
        self._listing = listing
        self._is_below_label = False

    def entries(self) -> Iterator[ScheduleEntry]:
        list_strange_headers(self._part, self._place, self._listing)
        for index, row in self._part.rows:
            if any(cell.text for cell in row):
                yield from self._row(index, row)

    def _row(self, index: int, row: Row) -> Iterator[ScheduleEntry]:
        main, sub = self._titles(row)
        title = sub or main
        others = [cell for cell in row if cell.text and not cell.is_continued]
        if title and title.is_label and len(others) == 1:
            self._is_below_label = True
            return
        if title is None or title.is_total:
            self._listing.add_row(self._place, index, row)
            return
        for cell in self._part.unexplained(row):
            self._listing.add_cell(self._place, index, cell)
        if main and sub:
            yield ScheduleEntry(index, row, main)
        yield self._entry(index, row, title)

    def _titles(self, row: Row) -> tuple[RowTitle | None, RowTitle | None]:
        """The titles under 'Tegevus' and under 'Alategevus', where the row has them."""
        number = self._part.cell(row, Role.NUMBER)
        numeral = number.text if number and not number.is_continued else ""
        main = self._part.cell(row, Role.TITLE)
        sub = self._part.cell(row, Role.SUB_TITLE)
        has_sub = sub is not None and bool(sub.text) and not sub.is_continued
        below = None
        if sub is not None and has_sub:
            below = row_title(sub.text, numeral, is_sub=True)
        if main is None or main.is_continued or not (main.text or (numeral and not below)):
            return None, below
        is_sub = self._is_below_label
        own = row_title(main.text, "" if below else numeral, is_sub=is_sub)
        if own.is_coded:
            self._is_below_label = False
            own = row_title(main.text, "" if below else numeral)
        return own, below

    def _entry(self, index: int, row: Row, title: RowTitle) -> ScheduleEntry:
        overall = self._range(index, row, Role.OVERALL)
        is_not_applicable = self._is_not_applicable(index, row)
        period = None if is_not_applicable else self._range(index, row, Role.PERIOD)
        responsible = self._part.cell(row, Role.RESPONSIBLE)
        return ScheduleEntry(
            index,
            row,
            title,
            overall,
            period,
            is_not_applicable,
            without_marks(responsible.text) if responsible else "",
            self._cost(index, row),
        )

    def _dates_cell(self, row: Row, role: Role) -> Cell | None:
        """One cell merged over both columns of dates states both."""
        own = self._part.cell(row, role)
        if own is not None or role is not Role.PERIOD:
            return own
        overall = self._part.cell(row, Role.OVERALL)
        return overall if overall is not None and overall.span > 1 else None

    def _range(self, index: int, row: Row, role: Role) -> DateRange | None:
        cell = self._dates_cell(row, role)
        if cell is None or not cell.text:
            return None
        within = self._plan_period if role is Role.PERIOD else None
        found = parse_range(cell.text, within)
        if found is None:
            self._listing.add_cell(self._place, index, cell)
        return found

    def _is_not_applicable(self, index: int, row: Row) -> bool:
        cell = self._dates_cell(row, Role.PERIOD)
        match = _NOT_APPLICABLE.fullmatch(without_marks(cell.text)) if cell else None
        if match is None or cell is None:
            return False
        if match["rest"].strip(" ."):
            self._listing.add_cell(self._place, index, cell)
        return True

    def _cost(self, index: int, row: Row) -> Decimal | None:
        """A cell merged downwards is one sum, counted in the row where it begins."""
        cell = self._part.cell(row, Role.COST)
        if cell is None or cell.is_continued or not cell.text or cell.text in _NOTHING:
            return None
        cost = parse_cost(cell.text)
        if cost is None:
            self._listing.add_cell(self._place, index, cell)
        return cost
