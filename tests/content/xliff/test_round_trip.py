"""Whatever a text holds, the file gives it back; another reader understands the file, too."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from loim.content.documents.xliff_reading import read_xliff
from loim.content.documents.xliff_writing import NAMESPACE, write_xliff
from loim.content.logic.rich_text import clean_html
from loim.content.logic.segments import Code, cut, has_the_same_codes, join
from loim.content.logic.xliff.checking import SentField, read_part, segments_of
from loim.content.logic.xliff.units import (
    Part,
    TranslationFile,
    Unit,
    UnitSegment,
    VersionKey,
    key_of,
    read_key,
)

TAGS = ["<p>", "</p>", "<strong>", "</strong>", "<em>", "</em>", "<a href='https://e.ee/?a=1&b=2'>"]
TAGS += ["</a>", "<br>", "<ul><li>", "</li></ul>", "<h2>", "</h2>", "<blockquote>", "</blockquote>"]
TAGS += ["<table><tr><td>", "</td></tr></table>", "&nbsp;", "&lt;b&gt;", " ", "\n", "<li>"]
WORDS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12
)
RICH = st.lists(st.one_of(st.sampled_from(TAGS), WORDS), max_size=20).map("".join).map(clean_html)
PLAIN = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=80)


def file_of(field: SentField, key: str = "body") -> TranslationFile:
    """Each segment 'translated' by its own source."""
    segments = tuple(UnitSegment(s.key, s.source, s.source) for s in segments_of(field))
    unit = Unit(key, segments, "Body", (("glossary", "keel = language"),))
    return TranslationFile("et", "ru", (Part(key_of(12, 345), (unit,)),))


@settings(max_examples=150, deadline=None)
@given(RICH)
def test_rich_text_cut_into_segments_and_joined_is_the_same(html: str) -> None:
    whole = cut(html, is_rich=True)
    assert join(whole.frame, whole.segments, is_rich=True) == html
    assert all(has_the_same_codes(segment, segment) for segment in whole.segments)


@settings(max_examples=100, deadline=None)
@given(st.one_of(RICH.map(lambda html: (html, True)), PLAIN.map(lambda text: (text, False))))
def test_a_file_gives_back_exactly_what_was_written_into_it(given_field: tuple[str, bool]) -> None:
    field = SentField(*given_field)
    if not segments_of(field):
        return
    file = read_xliff(write_xliff(file_of(field)))
    fields, problems = read_part(file.parts[0], {"body": field})
    assert problems == []
    # XML knows one kind of line end within a line; the database keeps what it was given otherwise.
    assert fields == {"body": field.value}
    assert (file.source_language, file.target_language) == ("et", "ru")
    assert read_key(file.parts[0].key) == VersionKey(12, 345)


def test_the_file_is_built_as_the_standard_says() -> None:
    """XLIFF 2.0 OS, section 4.2: what each element holds, in which order, and unique ids."""
    html = '<p>Tule <strong>kohe</strong><br>ja <a href="https://e.ee">loe</a></p><p>Teine</p>'
    root = etree.fromstring(write_xliff(file_of(SentField(html, is_rich=True))))
    assert root.tag == f"{{{NAMESPACE}}}xliff"
    assert (root.get("version"), root.get("srcLang"), root.get("trgLang")) == ("2.0", "et", "ru")
    [unit] = root.iter(f"{{{NAMESPACE}}}unit")
    names = [etree.QName(child).localname for child in unit]
    assert names == ["notes", "originalData", "segment", "segment"]
    data = {each.get("id"): each.text for each in unit.iter(f"{{{NAMESPACE}}}data")}
    for place in ("source", "target"):
        codes = [
            code
            for element in unit.iter(f"{{{NAMESPACE}}}{place}")
            for code in element.iter()
            if etree.QName(code).localname in {"pc", "ph"}
        ]
        ids = [code.get("id") for code in codes]
        assert len(ids) == len(set(ids)) == 3
        refs = [v for c in codes for k, v in c.attrib.items() if str(k).startswith("dataRef")]
        assert set(refs) == set(data)
    assert data["d1"] == "<strong>"
    for element in root.iter():
        for name in ("id", "dataRef", "dataRefStart"):
            assert re.fullmatch(r"[\w.-]+", element.get(name, "ok"))  # NMTOKEN


def test_codes_are_numbered_through_a_unit_and_come_back_by_segment() -> None:
    html = "<p><em>a</em></p><p><em>b</em> <strong>c</strong></p>"
    field = SentField(html, is_rich=True)
    second = read_xliff(write_xliff(file_of(field))).parts[0].units[0].segments[1]
    assert [c.number for c in second.source if isinstance(c, Code)] == [2, 2, 3, 3]
    fields, problems = read_part(read_xliff(write_xliff(file_of(field))).parts[0], {"body": field})
    assert (fields, problems) == ({"body": html}, [])
