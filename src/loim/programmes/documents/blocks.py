"""A document's body as a flat row of paragraphs, tables and things that can only be named."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from loim.programmes.documents.inline import Inline, read_inline
from loim.programmes.documents.markup import W
from loim.programmes.documents.numbering import Numbering
from loim.programmes.documents.safe_xml import Element, local_name
from loim.programmes.documents.styles import Styles
from loim.programmes.documents.table_grid import Cell, CellContent, read_rows
from loim.programmes.documents.wording import BULLET, clean, is_bulleted, with_bullet

_SKIPPED = frozenset({"del", "moveFrom", "sectPr", "sdtPr", "sdtEndPr", "tcPr"})


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Never blank. `is_aside` in a text box, whose text floats beside the flow."""

    text: str
    place: str  # 'paragraph 17', 'text box 1'
    heading_level: int = 0
    is_caption: bool = False
    is_aside: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    number: int
    rows: tuple[tuple[Cell, ...], ...]
    is_aside: bool = False

    @property
    def place(self) -> str:
        return f"table {self.number}"


@dataclass(frozen=True, slots=True)
class Thing:
    """A picture, an embedded file: no text to read, but a person should know of it."""

    text: str
    place: str


Block: TypeAlias = Paragraph | Table | Thing


class BlockReader:
    """Reads one document; counts paragraphs, tables and text boxes as it goes."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._paragraphs = self._tables = self._boxes = 0

    def read(self, container: Element, box: str = "") -> Iterator[Block]:
        """Blocks in document order; a text box or a nested table follows what it hangs on."""
        for child in container:
            name = local_name(child)
            if name in _SKIPPED:
                continue
            if name == "p":
                yield from self._paragraph(child, box)
            elif name == "tbl":
                yield from self._table(child, box)
            elif name == "altChunk":
                yield Thing("[embedded document]", box or f"after paragraph {self._paragraphs}")
            elif name == "AlternateContent":
                yield from next(
                    (found for found in (list(self.read(each, box)) for each in child) if found), []
                )
            else:
                yield from self.read(child, box)

    def _paragraph(self, element: Element, box: str) -> Iterator[Block]:
        if self._styles.is_contents(element):
            return
        inline = read_inline(element, self._styles)
        lines = self._lines(element, inline.text)
        if lines and not box:
            self._paragraphs += 1
        place = box or f"paragraph {self._paragraphs}"
        level = self._styles.heading_level(element)
        is_caption = self._styles.is_caption(element)
        for line in [" ".join(lines)] if level and lines else lines:
            yield Paragraph(line, place, level, is_caption, is_aside=bool(box))
        yield from self._hanging(inline, place)

    def _hanging(self, inline: Inline, place: str) -> Iterator[Block]:
        for said in inline.objects:
            yield Thing(said, place)
        for content in inline.boxes:
            self._boxes += 1
            yield from self.read(content, f"text box {self._boxes}")

    def _table(self, element: Element, box: str) -> Iterator[Block]:
        self._tables += 1
        number = self._tables
        after: list[Block] = []

        def content(cell: Element) -> CellContent:
            return self._cell(cell, f"table {number}", after)

        rows = read_rows(element, number, content)
        yield Table(number, rows, is_aside=bool(box))
        yield from after

    def _cell(self, cell: Element, place: str, after: list[Block]) -> CellContent:
        lines: list[str] = []
        for child in cell:
            name = local_name(child)
            if name in _SKIPPED:
                continue
            if name == "p":
                inline = read_inline(child, self._styles)
                lines += self._lines(child, inline.text)
                after += self._hanging(inline, place)
            elif name == "tbl":
                after += self._table(child, "")
            elif name == "altChunk":
                after.append(Thing("[embedded document]", place))
            else:
                lines += self._cell(child, place, after)
        return tuple(lines)

    def _lines(self, paragraph: Element, raw: str) -> list[str]:
        """The paragraph without its line breaks, except before bullets typed by hand."""
        listed = self._styles.list_place(paragraph)
        text = ""
        for line in raw.split("\n"):
            cleaned = with_bullet(clean(line))
            text += ("\n" if is_bulleted(cleaned) else " ") + cleaned
        lines = [clean(line) for line in text.split("\n") if clean(line)]
        if not lines:
            return []
        label = self._numbering.label(listed) if listed else ""
        if not label and listed is None and self._styles.is_bullet(paragraph):
            label = BULLET
        if not is_bulleted(lines[0]):
            lines[0] = label + lines[0]
        return lines


def body_of(document: Element) -> Element | None:
    return document.find(W + "body")
