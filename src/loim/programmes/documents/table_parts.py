"""One table of the file may hold several of the plan: Word joins tables that touch."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from loim.programmes.documents.blocks import Paragraph, Table
from loim.programmes.documents.captions import Caption, caption_of
from loim.programmes.documents.columns import Header, Role, header_at
from loim.programmes.documents.listing import Listing
from loim.programmes.documents.table_grid import Cell

Row = Sequence[Cell]


@dataclass(slots=True)
class TablePart:
    """The rows below one header; without a header, rows that nothing explains."""

    header: Header | None
    caption: Caption | None = None  # where it stands in a row of the table itself
    rows: list[tuple[int, Row]] = field(default_factory=list)

    def cell(self, row: Row, role: Role) -> Cell | None:
        """The cell of this row under the header of this meaning."""
        if self.header is None:
            return None
        column = next((c for c, r in self.header.roles.items() if r is role), None)
        return next((cell for cell in row if cell.column == column), None)

    def unexplained(self, row: Row) -> list[Cell]:
        roles = self.header.roles if self.header else {}
        return [cell for cell in row if cell.column not in roles and cell.text]


def parts_of(table: Table, plan_year: int | None) -> list[TablePart]:
    """A header repeated on the next page is not a new part."""
    parts: list[TablePart] = []
    caption: Caption | None = None
    index = 0
    while index < len(table.rows):
        header = header_at(table.rows, index, plan_year)
        if header:
            if not _repeats(parts, header, caption):
                parts.append(TablePart(header, caption))
                caption = None
            index += header.height
            continue
        row = table.rows[index]
        inner = _caption_row(table, index, plan_year)
        if inner:
            caption = inner
        else:
            if not parts:
                parts.append(TablePart(None))
            parts[-1].rows.append((index, row))
        index += 1
    return parts


def list_strange_headers(part: TablePart, where: str, listing: Listing) -> None:
    """Headers of columns that a plan has no place for; their cells are listed with their rows."""
    if part.header is None:
        return
    for column, label in part.header.labels.items():
        is_strange = part.header.roles.get(column) in {None, Role.ACHIEVED}
        if is_strange or column == part.header.guessed:
            listing.add(f"{where}, header, column {column + 1}", label)


def _repeats(parts: list[TablePart], header: Header, caption: Caption | None) -> bool:
    last = parts[-1].header if parts else None
    return last is not None and caption is None and last.labels == header.labels


def _caption_row(table: Table, index: int, plan_year: int | None) -> Caption | None:
    said = [cell.text for cell in table.rows[index] if cell.text]
    is_above_header = index + 1 < len(table.rows) and header_at(table.rows, index + 1, plan_year)
    if len(said) != 1 or not is_above_header:
        return None
    return caption_of(Paragraph(said[0], table.place), is_before_table=True)
