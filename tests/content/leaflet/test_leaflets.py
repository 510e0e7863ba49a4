"""Leaflets: the same text on paper, tagged, in four languages."""

import re
from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as some
from pypdf import PdfReader

from loim.content.documents.leaflet_pdf import write_leaflet_pdf
from loim.content.logic.leaflet.blocks import Block, blocks_for_paper
from loim.content.logic.leaflet.document import Leaflet, LeafletPicture, LeafletWords
from loim.content.logic.rich_text import clean_html, plain
from tests.factories import pages
from tests.world import World

AT = datetime(2026, 1, 1, tzinfo=UTC)
BODY = (
    "<p>Перший <strong>крок</strong> <a href='https://example.ee/'>тут</a></p><h3>Õppimine</h3>"
    "<ul><li>üks</li><li><p>kaks</p><ol><li>sees</li></ol></li></ul><blockquote>Tsitaat"
    "</blockquote><table><tr><th>Päev</th><th>Kell</th></tr><tr><td>E</td></tr></table>"
)


def leaflet(paper: str, body: str = BODY) -> Leaflet:
    words = LeafletWords("Look here", "Kept by", "Printed", "QR code", "Page", ("Out of date.",))
    picture = LeafletPicture(pages.photograph(300, 200), "jpg", "Väljak", "Vaade")
    return Leaflet(
        paper, "uk", "en", 'Ласкаво #"просимо', "Коротко.", blocks_for_paper(body),
        "Rakvere Linnavalitsus", "https://example.ee/uk/pages/rakvere/", words, picture,
    )  # fmt: skip


@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_a_leaflet_is_a_tagged_pdf_in_its_language_with_all_that_is_said(paper: str) -> None:
    pdf = PdfReader(BytesIO(write_leaflet_pdf(leaflet(paper), made_at=AT)))

    root = pdf.trailer["/Root"]
    said = "\n".join(page.extract_text() for page in pdf.pages)
    assert root["/Lang"] == "uk"
    assert root["/MarkInfo"]["/Marked"]
    assert b"<pdfuaid:part>1" in root["/Metadata"].get_object().get_data()
    words = ("просимо", "крок", "Õppimine", "kaks", "sees", "Kell", "Out of date.", "Rakvere")
    assert [word for word in words if word not in said] == []
    width, height = pdf.pages[0].mediabox.width, pdf.pages[0].mediabox.height
    assert (width > height) == (paper == "a5")


def test_a_text_of_two_panels_folds_into_one_sheet_and_a_long_one_loses_nothing() -> None:
    short = PdfReader(BytesIO(write_leaflet_pdf(leaflet("a5"), made_at=AT)))
    body = "".join(f"<p>Lause {number}. {'sõna ' * 60}</p>" for number in range(60))
    long = PdfReader(BytesIO(write_leaflet_pdf(leaflet("a5", body), made_at=AT)))

    assert len(short.pages) == 2
    said = " ".join(page.extract_text() for page in long.pages)
    assert re.findall(r"Lause (\d+)", said) == [str(number) for number in range(60)]


def words_of(blocks: list[Block]) -> str:
    found = []
    for block in blocks:
        found.append("".join(run["text"] for run in block.get("runs", ())))
        found.append(words_of(block.get("blocks", [])))
        for row in block.get("rows", ()):
            found += [words_of(cell["blocks"]) for cell in row["cells"]]
    return " ".join(found)


TAGS = ("p", "h2", "h4", "ul", "ol", "li", "table", "tr", "td", "th", "blockquote", "em", "strong")
PIECES = some.one_of(
    some.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS] + ["<br>"]),
    some.sampled_from(["üks", " kaks ", "три", "&amp;"]),
)


@settings(max_examples=150)
@given(some.lists(PIECES, max_size=25))
def test_no_word_is_lost_however_the_text_is_nested(pieces: list[str]) -> None:
    html = clean_html("".join(pieces))
    squeezed = re.sub(r"\s", "", words_of(blocks_for_paper(html)))
    assert squeezed == re.sub(r"\s", "", plain(html))


@pytest.mark.django_db
def test_the_page_has_its_leaflet_with_what_is_stale_said_and_a_draft_has_none(
    world: World, now: datetime
) -> None:
    page = pages.page(world.rakvere, world.coordinator, now)
    pages.translated(page, "ru", world.coordinator, now, title="Жильё", lead="Да.", body="<p>А</p>")
    pages.translated(page, "et", world.coordinator, now, title="Uuem")
    pages.page(world.rakvere, world.coordinator, now, "Kavand", is_published=False)

    response = Client().get("/en/pages/elukoht/leaflet-a4.pdf?text=ru")

    said = PdfReader(BytesIO(response.content)).pages[0].extract_text()
    assert response["Content-Type"] == "application/pdf"
    assert "Жильё" in said
    assert "This translation is out of date" in said
    assert "127.0.0.1/ru/pages/elukoht/" in said
    assert Client().get("/pages/elukoht/leaflet-a3.pdf").status_code == 404
    assert Client().get("/pages/kavand/leaflet-a4.pdf").status_code == 404
