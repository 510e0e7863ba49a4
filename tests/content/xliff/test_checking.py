"""What may come back from elsewhere, and what is said of it."""

import pytest

from loim.content.documents.xliff_reading import MAX_BYTES, XliffRefused, read_xliff
from loim.content.documents.xliff_writing import write_xliff
from loim.content.logic.xliff.checking import SentField, Trouble, read_part, segments_of
from loim.content.logic.xliff.units import Part, TranslationFile, Unit, UnitSegment, read_key

TITLE = SentField("Tere tulemast", is_rich=False)
BODY = SentField("<p>Tule <strong>kohe</strong> siia.</p><p>Loe<br>edasi.</p>", is_rich=True)
SENT = {"title": TITLE, "body": BODY}


def written() -> str:
    units = tuple(
        Unit(key, tuple(UnitSegment(s.key, s.source, s.source) for s in segments_of(field)), key)
        for key, field in SENT.items()
    )
    return write_xliff(TranslationFile("et", "ru", (Part("t1-v2", units),))).decode()


def read(text: str) -> tuple[dict[str, str], list[tuple[str, str, str]]]:
    fields, problems = read_part(read_xliff(text.encode()).parts[0], SENT)
    return fields, [(p.trouble, p.unit, p.segment) for p in problems]


def test_a_translation_takes_the_places_of_the_source() -> None:
    text = written().replace(
        "<target>Tere tulemast</target>", "<target>Добро &amp; пожаловать</target>"
    )
    fields, problems = read(text)
    assert fields["title"] == "Добро & пожаловать"
    assert problems == []


GOOD_TITLE = {"title": "Tere tulemast"}
GOOD_BODY = {"body": BODY.value}


@pytest.mark.parametrize(
    ("before", "after", "good", "trouble"),
    [
        ('<unit id="body"', '<unit id="text"', GOOD_TITLE,
         [(Trouble.UNKNOWN_UNIT, "text", ""), (Trouble.MISSING_UNIT, "body", "")]),
        ('<unit id="title"', '<unit id="body"', {},
         [(Trouble.DOUBLE_UNIT, "body", ""), (Trouble.MISSING_UNIT, "title", "")]),
        ('<segment id="s2"', '<segment id="s3"', GOOD_TITLE, [(Trouble.SEGMENTS, "body", "")]),
        ('<segment id="s2"', '<segment id="s1"', GOOD_TITLE, [(Trouble.SEGMENTS, "body", "")]),
        ("<source>Tere tulemast", "<source>Tere", GOOD_BODY, [(Trouble.SOURCE, "title", "s1")]),
        ("<target>Tere tulemast</target>", "", GOOD_BODY, [(Trouble.EMPTY, "title", "s1")]),
        ("<target>Tere tulemast</target>", "<target> </target>", GOOD_BODY,
         [(Trouble.EMPTY, "title", "s1")]),
        # A code lost, one too many, one of a foreign kind.
        ('<target>Loe<ph id="2" dataRef="d3" type="fmt" subType="xlf:lb"/>edasi.', "<target>Loe",
         GOOD_TITLE, [(Trouble.CODES, "body", "s2")]),
        ("<target>Tere", '<target><ph id="7"/>Tere', GOOD_BODY, [(Trouble.CODES, "title", "s1")]),
        ("<target>Tere", "<target><sm/>Tere", {**GOOD_TITLE, **GOOD_BODY}, []),
        ("<target>Tere", '<target><mrk id="m1">T</mrk>ere', {**GOOD_TITLE, **GOOD_BODY}, []),
        ("<target>Tere", "<target><html/>Tere", GOOD_BODY, [(Trouble.CODES, "title", "s1")]),
    ],
)  # fmt: skip
def test_one_bad_unit_is_told_and_spoils_no_other(
    before: str, after: str, good: dict[str, str], trouble: list[tuple[str, str, str]]
) -> None:
    text = written()
    assert before in text
    assert read(text.replace(before, after, 1)) == (good, trouble)


def test_crossed_codes_are_found_and_a_pair_may_come_as_its_two_ends() -> None:
    pair = '<pc id="1" dataRefStart="d1" dataRefEnd="d2">kohe</pc>'
    head, tail = written().rsplit(pair, 1)
    ends = f'{head}<sc id="1"/>kohe<ec startRef="1"/>{tail}'
    assert read(ends) == ({**GOOD_TITLE, **GOOD_BODY}, [])
    crossed = f'{head}<ec startRef="1"/>kohe<sc id="1"/>{tail}'
    assert read(crossed) == (GOOD_TITLE, [(Trouble.CODES, "body", "s1")])


def test_html_in_a_translation_is_text() -> None:
    text = written().replace("<target>Loe", "<target>&lt;script&gt;alert(1)&lt;/script&gt;Loe")
    fields, problems = read(text)
    assert problems == []
    assert "<script" not in fields["body"]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;Loe<br>" in fields["body"]


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
NS = 'xmlns="urn:oasis:names:tc:xliff:document:2.0"'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "broken"),
        (b"<xliff", "broken"),
        ("tere".encode("utf-16"), "broken"),
        (f"{BOMB}<xliff {NS}>&b;</xliff>".encode(), "doctype"),
        (b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>', "doctype"),
        (b"<html/>", "format"),
        (b'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"/>', "version"),
        (f'<xliff {NS} srcLang="et" trgLang="ru"><file id="t1-v2"/></xliff>'.encode(), "empty"),
        (b" " * (MAX_BYTES + 1), "size"),
    ],
)
def test_a_file_that_is_none_of_ours_is_refused_in_words(content: bytes, code: str) -> None:
    with pytest.raises(XliffRefused) as refused:
        read_xliff(content)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "key", ["", "t1", "t-v", "t1-v", "x1-v2", "t1-v2x", "t²-v2", "t" + "9" * 30]
)
def test_a_key_that_was_never_written_is_no_key(key: str) -> None:
    assert read_key(key) is None
