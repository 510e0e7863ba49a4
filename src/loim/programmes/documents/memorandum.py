"""The differences of two plan versions as a Word document: an explanatory memorandum's skeleton."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import docx

from loim.programmes.documents.docx_layout import add_heading, add_paragraph, set_up


@dataclass(frozen=True, slots=True)
class MemorandumPart:
    """A heading and what is said under it, a sentence a line."""

    heading: str
    sentences: Sequence[str]


def write_memorandum_docx(
    title: str, lead: Sequence[str], parts: Sequence[MemorandumPart]
) -> bytes:
    """Plain paragraphs under headings, to be completed with reasons in Word."""
    document = docx.Document()
    set_up(document, title=title, made_at=None)
    add_paragraph(document, title, style="Title")
    for text in lead:
        add_paragraph(document, text)
    for part in parts:
        add_heading(document, part.heading, 2)
        for sentence in part.sentences:
            add_paragraph(document, sentence, style="List Bullet")
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()
