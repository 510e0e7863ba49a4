"""The cells of a table on its grid: merged across, merged down, deleted in tracked changes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from loim.programmes.documents.markup import VALUE, W, child_value, whole_number
from loim.programmes.documents.refusals import PlanFileRefused
from loim.programmes.documents.safe_xml import Element, local_name

# Word itself draws no more
MAX_COLUMNS = 63

CellContent: TypeAlias = tuple[str, ...]

_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"})


@dataclass(frozen=True, slots=True)
class Cell:
    """Covers `span` columns from `column` on. A cell merged with the one above repeats its
    paragraphs and `is_continued`."""

    column: int
    span: int
    paragraphs: CellContent
    is_continued: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.paragraphs)


def read_rows(
    table: Element, number: int, content: Callable[[Element], CellContent]
) -> tuple[tuple[Cell, ...], ...]:
    """Rows that are not deleted; refuses a table whose cells cannot be told apart."""
    if any(local_name(child) == "tc" for child in table):
        raise PlanFileRefused("damaged_table", table=number)
    rows = list(_wrapped(table, "tr"))
    if not rows:
        raise PlanFileRefused("damaged_table", table=number)
    above: dict[int, Cell] = {}
    read = []
    for row in rows:
        properties = row.find(W + "trPr")
        if properties is not None and properties.find(W + "del") is not None:
            continue
        cells = tuple(_cells(row, number, content, above))
        above = {cell.column: cell for cell in cells}
        read.append(cells)
    return tuple(read)


def _cells(
    row: Element, number: int, content: Callable[[Element], CellContent], above: dict[int, Cell]
) -> Iterator[Cell]:
    elements = list(_wrapped(row, "tc"))
    if not elements:
        raise PlanFileRefused("damaged_table", table=number)
    column = _count(row.find(W + "trPr"), "gridBefore", number, default=0)
    for element in elements:
        if element.find(".//" + W + "p") is None:
            raise PlanFileRefused("damaged_table", table=number)
        properties = element.find(W + "tcPr")
        span = _count(properties, "gridSpan", number, default=1)
        if span < 1 or column + span > MAX_COLUMNS:
            raise PlanFileRefused("damaged_table", table=number)
        own = content(element)
        top = above.get(column) if _continues(properties) else None
        if top is not None and not own:
            yield Cell(column, span, top.paragraphs, is_continued=True)
        else:
            yield Cell(column, span, own)
        column += span


def _continues(properties: Element | None) -> bool:
    merge = None if properties is None else properties.find(W + "vMerge")
    return merge is not None and merge.get(VALUE, "continue") == "continue"


def _count(properties: Element | None, name: str, number: int, *, default: int) -> int:
    text = child_value(properties, name)
    if text is None:
        return default
    count = whole_number(text)
    if count is None or not 0 <= count <= MAX_COLUMNS:
        raise PlanFileRefused("damaged_table", table=number)
    return count


def _wrapped(element: Element, name: str) -> Iterator[Element]:
    """Children of this name, also within content controls and tracked changes."""
    for child in element:
        child_name = local_name(child)
        if child_name == name:
            yield child
        elif child_name in _WRAPPERS:
            yield from _wrapped(child, name)
