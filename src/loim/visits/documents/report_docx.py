"""`write_docx`: the closing report as a Word file, with headings that readers can jump by."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO

import docx
from docx.oxml.ns import qn


@dataclass(frozen=True)
class Part:
    """A heading with what stands below it; `rows` are a table's, the first one its head."""

    heading: str
    level: int = 1
    paragraphs: Sequence[str] = ()
    items: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = field(default=())


def write_docx(title: str, language: str, parts: Sequence[Part]) -> bytes:
    """Every text as it is; control characters, which XML cannot hold, are left out."""
    document = docx.Document()
    document.core_properties.title = _plain(title)[:255]
    document.core_properties.language = language
    _speak(document, language)
    document.add_heading(_plain(title), level=0)
    for part in parts:
        if part.heading:
            document.add_heading(_plain(part.heading), level=part.level)
        for text in part.paragraphs:
            for paragraph in _plain(text).split("\n"):
                if paragraph.strip():
                    document.add_paragraph(paragraph.strip())
        for text in part.items:
            document.add_paragraph(_plain(text), style="List Bullet")
        if part.rows:
            _table(document, part.rows)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _table(document: docx.document.Document, rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for number, row in enumerate(rows):
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            run = cell.paragraphs[0].add_run(_plain(text))
            run.bold = number == 0
    head = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001  # python-docx has no way to say it
    repeated = head.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"})
    head.append(repeated)


def _speak(document: docx.document.Document, language: str) -> None:
    """Which language a screen reader reads it in."""
    properties = document.styles["Normal"].element.get_or_add_rPr()
    said = properties.makeelement(qn("w:lang"), {qn("w:val"): language})
    properties.append(said)


def _plain(text: str) -> str:
    return "".join(sign for sign in str(text) if sign.isprintable() or sign in "\n\t")
