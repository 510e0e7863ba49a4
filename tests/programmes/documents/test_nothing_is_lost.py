"""Every word of a document is in the plan that was read or among what was not understood.

The words of the file are taken straight from its XML, past the reader; the words of the result
are those of the plan written out again, and of the list of the unrecognised.
"""

import re
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.document import Document
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from loim.programmes.documents.reader import read_plan
from loim.programmes.documents.writer_docx import write_plan_docx
from loim.programmes.logic.plan_document import PlanDocument
from tests.programmes.documents.altering import (
    add_column,
    add_row,
    altered_bytes,
    element,
    find_paragraph,
    paragraph,
    real_bytes,
    set_cell,
)
from tests.programmes.documents.generated import texts
from tests.programmes.documents.packing import DOCUMENT, parts_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def words(text: str) -> Counter[str]:
    """Letters and digits between spaces and full stops; hyphens join, 01.01.2023 is three."""
    joined = re.sub(r"[-–‑\u00ad]", "", text.casefold())
    return Counter(word for word in re.split(r"[\W_]+", joined) if word)


def words_of_file(data: bytes) -> Counter[str]:
    root = etree.fromstring(parts_of(data)[DOCUMENT])
    said: dict[Any, str] = {}
    for piece in root.iter(W + "t", W + "br"):
        # the paragraph of a text box stands within another paragraph
        line = next(piece.iterancestors(W + "p"))
        said[line] = said.get(line, "") + (" " if piece.tag == W + "br" else piece.text or "")
    return words(" ".join(said.values()))


def words_of_plan(plan: PlanDocument) -> Counter[str]:
    written = words_of_file(write_plan_docx(plan))
    return written + words(" ".join(item.text for item in plan.unrecognised))


def lost(data: bytes) -> Counter[str]:
    """Words that stand more often in the file than in what was made of it."""
    return words_of_file(data) - words_of_plan(read_plan(data))


def furniture() -> Counter[str]:
    """Words of the real document's captions and headers, which a table without rows loses."""
    document = docx.Document(BytesIO(real_bytes()))
    captions = [line.text for line in document.paragraphs if line.text.startswith("Tabel")]
    headers = [cell.text for table in document.tables for cell in table.rows[0].cells]
    return words(" ".join([*captions, *headers]))


def strange_paragraphs(document: Document) -> None:
    for beginning, text in (
        ("KINNITATUD", "Projekt 3. juulist"),
        ("1.1 3.5.1.1", "Märkus enne jaotist"),
        ("Tabel 1.", "Tabel 99. Midagi muud"),
        ("Tabel 3.", "Selgitav lause tabeli ees"),
        ("2. Partnerite", "3. Kolmas asi ilma tähenduseta"),
        ("2.1 3.5.2.1", "1.5 3.5.1.9 Uus tegevus ilma tabelita"),
    ):
        find_paragraph(document, beginning)._p.addprevious(paragraph(text))
    document.add_paragraph("Allkiri: minister")


def strange_tables(document: Document) -> None:
    table = document.add_table(rows=2, cols=3)
    for index, cell in enumerate([*table.rows[0].cells, *table.rows[1].cells]):
        cell.text = f"lahter{index}"
    find_paragraph(document, "Tabel 5.")._p.addprevious(table._tbl)
    add_column(document.tables[0], ["Riskiaste", "suur", "väike"])
    document.tables[5].cell(2, 0).text = ""
    add_row(document.tables[-1], ["", "arvuke", "", "", "üksik"])


def strange_cells(document: Document) -> None:
    set_cell(document.tables[0], 1, 1, "alates kevadest")
    set_cell(document.tables[0], 2, 2, "Ei kohaldu 2023. aastal")
    set_cell(document.tables[1], 1, 2, "vähemalt kolm")
    set_cell(document.tables[1], 1, 3, "7–9")
    set_cell(document.tables[5], 1, 2, "17")
    set_cell(document.tables[7], 2, 2, "16")
    set_cell(document.tables[4], 1, 0, "3.5.1.4 Vale koodiga tegevus")
    set_cell(document.tables[6], 1, 0, "Koodita tegevus")


def strange_headings(document: Document) -> None:
    for beginning, text, style in (
        ("1.2 3.5.1.2", "Sissejuhatus", "Heading1"),
        ("1.3 3.5.1.3", "1.9 Riskid", "Heading2"),
        ("2.1 3.5.2.1", "Alapealkiri", "Heading3"),
        ("2.2 3.5.2.2", "2.7 3.5.2.1 Sama koodiga jaotis", "Heading2"),
    ):
        find_paragraph(document, beginning)._p.addprevious(paragraph(text, style))


def merged_cells(document: Document) -> None:
    table = document.tables[8]
    table.cell(2, 0).merge(table.cell(3, 3))
    table.cell(5, 1).merge(table.cell(5, 2))
    table.cell(7, 0).merge(table.cell(8, 0))
    document.tables[1].cell(1, 2).merge(document.tables[1].cell(1, 3))


def boxes_and_controls(document: Document) -> None:
    box = "<w:r><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r>"
    for beginning, text in (("KINNITATUD", "kastike"), ("1.2", "teine"), ("Tabel 4", "kolmas")):
        find_paragraph(document, beginning)._p.append(element(box.format(text)))
    document.tables[3].cell(1, 1).paragraphs[0]._p.append(element(box.format("neljas")))
    inserted = element("<w:ins><w:r><w:t> ja lisatud</w:t></w:r></w:ins>")
    document.tables[0].cell(1, 3).paragraphs[0]._p.append(inserted)


def no_headings_at_all(document: Document) -> None:
    for line in list(document.paragraphs):
        if line.style.name.startswith("Heading"):
            line._p.getparent().remove(line._p)


@pytest.mark.parametrize(
    "edit",
    [
        strange_paragraphs,
        strange_tables,
        strange_cells,
        strange_headings,
        merged_cells,
        boxes_and_controls,
        no_headings_at_all,
    ],
)
def test_no_word_of_an_altered_document_is_lost(edit: Callable[[Document], None]):
    assert lost(altered_bytes(edit)) == Counter()


def test_no_word_of_the_real_document_is_lost():
    assert lost(real_bytes()) == Counter()


# making a failing document smaller takes minutes and tells little
@settings(max_examples=20, deadline=None, phases=set(Phase) - {Phase.shrink})
@given(st.data())
def test_no_word_is_lost_wherever_strange_text_stands(data):
    """Paragraphs at random places, and cells of random tables overwritten with random text."""

    def edit(document: Document) -> None:
        blocks = list(document.element.body)[:-1]
        for _ in range(3):
            place = data.draw(st.sampled_from(blocks))
            style = data.draw(st.sampled_from(["", "Heading1", "Heading2", "Heading3", "Caption"]))
            new = document.add_paragraph(data.draw(texts))
            if style:
                new._p.get_or_add_pPr().append(element(f'<w:pStyle w:val="{style}"/>'))
            place.addprevious(new._p)
        for _ in range(3):
            table = data.draw(st.sampled_from(document.tables))
            row = data.draw(st.integers(0, len(table.rows) - 1))
            column = data.draw(st.integers(0, len(table.columns) - 1))
            set_cell(table, row, column, data.draw(texts))

    assert lost(altered_bytes(edit)) - furniture() == Counter()


def test_the_counting_of_words_would_notice_a_loss():
    document = docx.Document(BytesIO(real_bytes()))
    document.add_paragraph("kadunud sõna")
    buffer = BytesIO()
    document.save(buffer)

    gone = words_of_file(buffer.getvalue()) - words_of_plan(read_plan(real_bytes()))

    assert gone == Counter({"kadunud": 1, "sõna": 1})
