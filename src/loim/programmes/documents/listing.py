"""What was not understood, with its place in words; nothing is left out of a plan silently."""

from collections.abc import Iterable

from loim.programmes.documents.blocks import Block, Table
from loim.programmes.documents.table_grid import Cell
from loim.programmes.logic.plan_document import Unrecognised


class Listing:
    """Collects in the order in which things are met."""

    def __init__(self) -> None:
        self._items: list[Unrecognised] = []

    def add(self, place: str, text: str) -> None:
        if text:
            self._items.append(Unrecognised(place, text))

    def add_block(self, block: Block, where: str = "") -> None:
        """A whole paragraph or table; `where` names the part of the document: 'section 1.3'."""
        if isinstance(block, Table):
            for index, row in enumerate(block.rows):
                self.add_row(table_place(block), index, row)
        else:
            self.add(placed(block.place, where), block.text)

    def add_row(self, table: str, index: int, row: Iterable[Cell]) -> None:
        said = [cell.text for cell in row if cell.text and not cell.is_continued]
        self.add(f"{table}, row {index + 1}", " | ".join(said))

    def add_cell(self, table: str, index: int, cell: Cell) -> None:
        if not cell.is_continued:
            self.add(f"{table}, row {index + 1}, column {cell.column + 1}", cell.text)

    def items(self) -> tuple[Unrecognised, ...]:
        return tuple(self._items)


def placed(place: str, where: str) -> str:
    return f"{place}, {where}" if where else place


def table_place(table: Table, name: str = "") -> str:
    """'table 3 (Tabel 2)': its count in the document and the name its caption gives."""
    return f"{table.place} ({name})" if name else table.place
