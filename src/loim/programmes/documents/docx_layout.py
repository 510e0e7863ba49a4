"""How a written document looks: A4, Estonian, real headings, tables whose headers repeat."""

import re
from collections.abc import Sequence
from datetime import datetime

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Length, Pt, RGBColor
from docx.table import Table, _Row

_FONT = "Times New Roman"
_LANGUAGE = "et-EE"
_HEADER_FILL = "E7E6E6"
_PAGE_WIDTH = Cm(21)
_PAGE_HEIGHT = Cm(29.7)
_MARGIN = Cm(2)
# XML 1.0 cannot carry these, however they came into a text
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def set_up(document: Document, *, title: str, made_at: datetime | None) -> None:
    """Page, language, styles and properties of an empty document from the default template."""
    section = document.sections[0]
    section.page_width, section.page_height = _PAGE_WIDTH, _PAGE_HEIGHT
    section.left_margin = section.right_margin = _MARGIN
    section.top_margin = section.bottom_margin = _MARGIN
    properties = document.core_properties
    properties.title, properties.language = _printable(title)[:255], _LANGUAGE
    properties.author = properties.comments = ""
    if made_at:
        properties.created = properties.modified = made_at
    for name, points, is_bold in (
        ("Normal", 11, False),
        ("Title", 14, True),
        ("Heading 1", 14, True),
        ("Heading 2", 12, True),
        ("Heading 3", 11, True),
        ("Caption", 11, True),
    ):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.bold = _FONT, Pt(points), is_bold
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.rPr.rFonts
        # the template's theme fonts would win over the name
        for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{attribute}"), None)
        fonts.set(qn("w:cs"), _FONT)
    document.styles["Caption"].paragraph_format.keep_with_next = True
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), _LANGUAGE)


def add_right(document: Document, text: str) -> None:
    add_paragraph(document, text)
    document.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def add_paragraph(document: Document, text: str, style: str = "Normal") -> None:
    document.add_paragraph(_printable(text), style=style)


def add_heading(document: Document, text: str, level: int) -> None:
    document.add_heading(_printable(text), level=level)


def add_table(
    document: Document,
    caption: str,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[int],
) -> None:
    """`widths` are proportions. Without a caption an empty line keeps tables apart."""
    document.add_paragraph(_printable(caption), style="Caption" if caption else "Normal")
    table = document.add_table(rows=0, cols=len(header), style="Table Grid")
    table.autofit = False
    if caption:
        named = OxmlElement("w:tblCaption")
        named.set(qn("w:val"), _printable(caption))
        table._tbl.tblPr.append(named)  # noqa: SLF001 - python-docx has no public way
    usable = _PAGE_WIDTH - 2 * _MARGIN
    columns = [Emu(usable * width // sum(widths)) for width in widths]
    for column, width in zip(table.columns, columns, strict=True):
        column.width = width
    _add_row(table, header, columns, is_header=True)
    for row in rows:
        _add_row(table, row, columns)
    document.add_paragraph()


def _add_row(
    table: Table, texts: Sequence[str], columns: Sequence[Length], *, is_header: bool = False
) -> None:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call] # python-docx forgot the type
    for cell, text, width in zip(row.cells, texts, columns, strict=True):
        cell.width = width
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.add_run(_printable(text)).bold = is_header or None
        if is_header:
            shading = OxmlElement("w:shd")
            shading.set(qn("w:val"), "clear")
            shading.set(qn("w:fill"), _HEADER_FILL)
            cell._tc.get_or_add_tcPr().append(shading)  # noqa: SLF001
    _set_row(row, "cantSplit")
    if is_header:
        _set_row(row, "tblHeader")


def _set_row(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(f"w:{name}"))  # noqa: SLF001


def _printable(text: str) -> str:
    return _CONTROLS.sub("", text)
