"""Footnotes, comments, page headers, pictures: outside a plan's text, listed with their places."""

from dataclasses import replace

import pytest

from loim.programmes.documents.reader import read_plan
from tests.programmes.documents.altering import (
    altered,
    element,
    find_paragraph,
    real_bytes,
    real_plan,
    said,
)
from tests.programmes.documents.packing import RELATIONS, pack, parts_of

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def with_related(kind: str, xml: str) -> bytes:
    """The real file with one more part of this kind."""
    parts = parts_of(real_bytes())
    parts[f"word/{kind}9.xml"] = xml.encode()
    row = f'<Relationship Id="r99" Type="{KIND}/{kind}" Target="{kind}9.xml"/></Relationships>'
    parts[RELATIONS] = parts[RELATIONS].replace(b"</Relationships>", row.encode())
    return pack(parts)


@pytest.mark.parametrize(
    ("kind", "child", "place"),
    [
        ("footnotes", "footnote", "footnote 1"),
        ("endnotes", "endnote", "endnote 1"),
        ("comments", "comment", "comment 1"),
    ],
)
def test_notes_are_listed_by_their_number(kind, child, place):
    xml = (
        f"<w:{kind} {WORD}><w:{child} w:type='separator'><w:p/></w:{child}>"
        f"<w:{child}><w:p><w:r><w:t>Vaata lisa.</w:t></w:r></w:p></w:{child}></w:{kind}>"
    )

    plan = read_plan(with_related(kind, xml))

    assert replace(plan, unrecognised=()) == real_plan()
    assert said(plan) == [(place, "Vaata lisa.")]


def test_a_page_header_is_listed_and_a_page_number_is_not():
    header = f"<w:hdr {WORD}><w:p><w:r><w:t>Eelnõu</w:t></w:r></w:p></w:hdr>"
    footer = f"<w:ftr {WORD}><w:p><w:r><w:t>2 / 14</w:t></w:r></w:p></w:ftr>"

    assert said(read_plan(with_related("header", header))) == [("page header 1", "Eelnõu")]
    assert read_plan(with_related("footer", footer)) == real_plan()


def test_pictures_and_embedded_files_are_named():
    def add_things(document):
        picture = '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="Ajatelg"/></wp:inline></w:drawing></w:r>'
        find_paragraph(document, "Rakvere linnas")._p.append(element(picture))
        find_paragraph(document, "Tabel 9")._p.append(element("<w:r><w:object/></w:r>"))
        find_paragraph(document, "KINNITATUD")._p.addnext(element("<w:altChunk/>"))

    plan = altered(add_things)

    assert replace(plan, unrecognised=()) == real_plan()
    assert said(plan) == [
        ("after paragraph 1, before the first chapter", "[embedded document]"),
        ("paragraph 38, section 2.1", "[embedded object]"),
        ("paragraph 50, section 2.3", "[picture] Ajatelg"),
    ]


def test_a_table_of_contents_only_repeats_the_headings():
    def add_contents(document):
        for text in ("1. Elluviija tegevused\t2", "1.1 3.5.1.1 Kohalike omavalitsuste ...\t2"):
            line = find_paragraph(document, "1. Elluviija").insert_paragraph_before(text)
            line._p.get_or_add_pPr().append(element('<w:pStyle w:val="TOC1"/>'))

    assert altered(add_contents) == real_plan()
