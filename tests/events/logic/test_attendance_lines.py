"""Pasted lines become organisations: recognised, asked about, never lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loim.events.logic.attendance_lines import Directory, Known, ReadLine, read_lines

RAKVERE_CITY, RAKVERE_RURAL, TARTU, TALLINN, SAKU, FUND, AGENCY, NARVA, STUDIO, KOHTLA = range(
    1, 11
)
DIRECTORY = Directory(
    [
        Known(RAKVERE_CITY, ("Rakvere Linnavalitsus", "", "Rakvere linn")),
        Known(RAKVERE_RURAL, ("Rakvere Vallavalitsus", "", "Rakvere vald")),
        Known(TARTU, ("Tartu linn",)),
        Known(TALLINN, ("Tallinna Linnavalitsus", "", "Tallinn linn")),
        Known(SAKU, ("Saku vald",)),
        Known(FUND, ("Eesti Töötukassa", "Töötukassa")),
        Known(AGENCY, ("Sihtasutus Näidisagentuur",)),
        Known(NARVA, ("Narva linn",)),
        Known(STUDIO, ("Stuudio 24",)),
        Known(KOHTLA, ("Kohtla-Järve linn",)),
    ]
)


def read(text: str) -> list[ReadLine]:
    return read_lines(text, DIRECTORY)


@pytest.mark.parametrize(
    ("line", "organisation", "people"),
    [
        ("Rakvere LV 2", RAKVERE_CITY, 2),
        ("Rakvere Linnavalitsus", RAKVERE_CITY, 1),
        ("rakvere linn – 3", RAKVERE_CITY, 3),
        ("Rakvere VV 2", RAKVERE_RURAL, 2),
        ("Rakvere vald (4)", RAKVERE_RURAL, 4),
        ("Tartu linn", TARTU, 1),
        ("TARTU LINNAVALITSUS: 5 inimest", TARTU, 5),
        ("Tallinna LV 12", TALLINN, 12),
        ("Tallinn", TALLINN, 1),
        ("Tallinna linn x 2", TALLINN, 2),
        ("Eesti Töötukassa 1", FUND, 1),
        ("eesti tootukassa", FUND, 1),
        ("2 Töötukassa", FUND, 2),
        ("2x Töötukassa", FUND, 1 + 1),
        ("Saku 3", SAKU, 3),
        ("SA Näidisagentuur 2", AGENCY, 2),
        ("Näidisagentuur SA", AGENCY, 1),
        ("1. Narva linn", NARVA, 1),
        ("3) Narva linn 2", NARVA, 2),
        ("• Narva LV, 2", NARVA, 2),
        ("7\tNarva linn\t2", NARVA, 2),
        ("Narva linn\tMari Näidis\tmari@example.ee\t3", NARVA, 3),
        ("Kohtla-Järve Linnavalitsus 2", KOHTLA, 2),
        ("Kohtla Järve LV", KOHTLA, 1),
        ("Stuudio 24", STUDIO, 1),
        ("Stuudio 24 3", STUDIO, 3),
        ("Narva linnast 2 inimest", NARVA, 2),
        ("Narva linn: 2 участника", NARVA, 2),
    ],
)
def test_a_line_is_recognised(line: str, organisation: int, people: int) -> None:
    (found,) = read(line)
    assert (found.organisation, found.people) == (organisation, people)


def test_a_name_of_two_municipalities_is_a_question_with_both_as_answers() -> None:
    (found,) = read("Rakvere 2")
    assert found.organisation is None
    assert set(found.suggestions[:2]) == {RAKVERE_CITY, RAKVERE_RURAL}
    assert (found.name, found.people) == ("Rakvere", 2)


def test_the_wrong_word_for_a_government_is_asked_about_not_guessed() -> None:
    (found,) = read("Saku LV 2")
    assert found.organisation is None
    assert found.suggestions[0] == SAKU


def test_a_misspelt_name_suggests_the_likeliest_first() -> None:
    (found,) = read("Raknere linn 2")
    assert found.organisation is None
    assert found.suggestions[0] == RAKVERE_CITY


def test_an_unknown_name_is_handed_back_with_its_number() -> None:
    (found,) = read("Uus Selts 4")
    assert found == ReadLine(text="Uus Selts 4", name="Uus Selts", people=4)


def test_nobody_is_a_question_and_not_an_attendance() -> None:
    (found,) = read("Narva linn 0")
    assert (found.organisation, found.people) == (None, 0)
    assert found.suggestions[0] == NARVA


def test_names_on_one_line_are_told_apart() -> None:
    found = read("Narva linn 2, Tartu linn, 3; Uus Selts")
    assert [(line.organisation, line.people) for line in found] == [
        (NARVA, 2),
        (TARTU, 3),
        (None, 1),
    ]


def test_the_same_unknown_name_is_one_question() -> None:
    first, second = read("Uus Selts 2\nUUS  selts 3")
    assert first.question == second.question


def test_empty_lines_and_rulers_say_nothing() -> None:
    assert read("\n  \n-----\n\t\n") == []


words = st.text(
    alphabet=st.sampled_from("abcdeõäöüšžABCДжі0123456789 \t.,;:()-–x×•'\"&/"), max_size=40
)


@given(st.lists(words, max_size=8))
def test_no_line_is_lost_whatever_it_says(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = read(text)

    letters = re.sub(r"[\W_]", "", text)
    kept = re.sub(r"[\W_]", "", "".join(line.text for line in found))
    assert kept == letters
    for line in found:
        assert line.name.strip()
        assert 0 <= line.people <= 9999
        assert line.organisation is None or line.people > 0


@given(
    st.lists(st.tuples(st.sampled_from(DIRECTORY.organisations), st.integers(1, 300)), max_size=10),
    st.sampled_from(["{} {}", "{}\t{}", "{} - {}", "{}: {}", "{} ({})", "{}  {} inimest"]),
)
def test_what_the_page_writes_it_also_reads(
    attendance: list[tuple[Known, int]], pattern: str
) -> None:
    text = "\n".join(pattern.format(known.names[0], people) for known, people in attendance)
    assert [(line.organisation, line.people) for line in read(text)] == [
        (known.key, people) for known, people in attendance
    ]


@given(words, words)
def test_reading_a_line_does_not_depend_on_the_others(one: str, other: str) -> None:
    assert read(f"{one}\n{other}") == read(one) + read(other)
