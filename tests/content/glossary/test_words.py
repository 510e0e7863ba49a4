"""Words of the glossary are found inflected; what they warn of."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loim.content.logic.glossary.comparing import Concept, Finding, Word, compare
from loim.content.logic.glossary.inflection import holds, words_in
from loim.content.logic.glossary.written_words import (
    WordRefused,
    check_once,
    read_words,
    write_words,
)


@pytest.mark.parametrize(
    ("term", "language", "text", "stems", "found"),
    [
        ("elamisluba", "et", "Taotle elamisloa pikendamist.", (), True),
        ("pagulane", "et", "Abi pagulastele", (), True),
        ("keelekohvik", "et", "Tule keelekohvikusse!", (), True),
        ("kohalik omavalitsus", "et", "pöördu kohaliku omavalitsuse poole", (), True),
        ("kohalik omavalitsus", "et", "omavalitsus on kohalik", (), False),
        ("lõimumine", "et", "LÕIMUMISEKS", (), True),
        ("teenus", "et", "teenuseid", (), True),
        ("teenus", "et", "teenistus", (), False),
        ("kool", "et", "koolitus", (), False),
        ("vald", "et", "vallas elab", (), False),
        ("vald", "et", "vallas elab", ("valla",), True),
        ("residence permit", "en", "two residence permits", (), True),
        ("community", "en", "communities", (), True),
        ("county", "en", "countryside", (), False),
        ("вид на жительство", "ru", "без вида на жительство", (), True),
        ("беженец", "ru", "для беженцев", (), True),
        ("интеграция", "ru", "интеграцией", (), True),
        ("услуга", "ru", "услышал", (), False),
        ("посвідка на проживання", "uk", "посвідку на проживання", (), True),
        ("біженець", "uk", "біженцям", (), True),
        ("громада", "uk", "у громаді", (), True),
    ],
)
def test_a_word_is_found_in_its_forms(
    term: str, language: str, text: str, stems: tuple[str, ...], found: bool
) -> None:
    assert holds(words_in(text), term, language, stems) is found


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["et", "en", "ru", "uk"]), st.text(max_size=20), st.text(max_size=60))
def test_any_term_is_found_in_itself_and_no_text_breaks_it(
    language: str, term: str, text: str
) -> None:
    assert holds(words_in(term), term, language) is bool(words_in(term))
    holds(words_in(text), term, language)


PERMIT = Concept(
    1,
    {
        "et": (Word("elamisluba", "preferred"),),
        "ru": (
            Word("вид на жительство", "preferred"),
            Word("ВНЖ", "allowed"),
            Word("разрешение на проживание", "avoided"),
        ),
    },
)


@pytest.mark.parametrize(
    ("target", "findings"),
    [
        ("Подайте на вид на жительство", []),
        ("Подайте на ВНЖ", []),
        ("Подайте документы", [(Finding.LACKS, "")]),
        ("Получите разрешение на проживание", [(Finding.AVOIDED, "разрешение на проживание")]),
        ("", []),
    ],
)
def test_a_translation_is_warned_of_what_it_lacks_and_what_it_should_not_say(
    target: str, findings: list[tuple[Finding, str]]
) -> None:
    found = compare([PERMIT], "Taotle elamisluba", target, ("et", "ru"))
    assert [(each.finding, each.used) for each in found] == findings
    assert compare([PERMIT], "Tere", "Подайте документы", ("et", "ru")) == []


def test_a_word_to_be_avoided_may_be_part_of_the_right_one() -> None:
    status = Concept(2, {"en": (Word("refugee status", "preferred"), Word("refugee", "avoided"))})
    assert compare([status], "x", "has refugee status", ("et", "en")) == []
    assert len(compare([status], "x", "is a refugee", ("et", "en"))) == 1


def test_words_are_written_as_they_are_read() -> None:
    words = read_words("vald | Valla, valda\n\n omavalitsus ", language="et", usage="allowed")
    assert [(w.word, w.stems) for w in words] == [("vald", ("valla", "valda")), ("omavalitsus", ())]
    for separator in ("\n", "; "):
        written = write_words([(w.word, w.stems) for w in words], separator)
        assert read_words(written, language="et", usage="allowed") == words
    for given_words, code in (
        ("x" * 121, "long"),
        ("vald | v", "stem"),
        ("a | " + "bb," * 9, "stem"),
    ):
        with pytest.raises(WordRefused) as refused:
            read_words(given_words, language="et", usage="allowed")
        assert refused.value.code == code
    with pytest.raises(WordRefused, match="twice"):
        check_once([*words, *words])
