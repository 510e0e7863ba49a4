"""Rules of clients and cases that need no database."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loim.casework.logic.clients import case_states, client_states
from loim.casework.logic.clients.age import Adult, adult_by_day, adult_by_year, age_on
from loim.casework.logic.clients.case_states import CaseState, CaseStep
from loim.casework.logic.clients.client_states import ClientState, ClientStep
from loim.casework.logic.clients.file_kinds import kind_of
from loim.casework.logic.clients.names import whole_name, words_of
from loim.casework.logic.clients.personal_code import born_on, covered, is_code, only_digits
from loim.casework.logic.clients.three_way import differences
from loim.casework.logic.clients.timeline import day_after_arrival
from loim.casework.logic.registry import templates
from loim.common.translated import LANGUAGE_CODES


@given(st.integers(693_600, 737_400), st.integers(737_500, 744_700))
@settings(max_examples=60)
def test_the_year_of_birth_never_says_otherwise_than_the_day(first: int, second: int) -> None:
    """Born from 1900 to 2019, asked from 2020 on."""
    born, day = date.fromordinal(first), date.fromordinal(second)
    by_year = adult_by_year(born.year, day)
    if by_year is not Adult.ASK:
        assert by_year is adult_by_day(born, day)
    assert 0 <= age_on(born, day) <= day.year - born.year


@pytest.mark.parametrize(
    ("born", "day", "adult"),
    [
        (date(2005, 10, 2), date(2023, 10, 2), Adult.YES),
        (date(2005, 10, 3), date(2023, 10, 2), Adult.NO),
        (date(2004, 2, 29), date(2022, 2, 28), Adult.NO),
        (date(2004, 2, 29), date(2022, 3, 1), Adult.YES),
    ],
)
def test_eighteen_on_the_birthday(born: date, day: date, adult: Adult) -> None:
    assert adult_by_day(born, day) is adult


def test_personal_codes() -> None:
    assert is_code("60001019906")
    assert born_on("60001019906") == date(2000, 1, 1)
    assert born_on("38001085718") == date(1980, 1, 8)
    assert covered("38001085718") == "•••••••5718"
    assert only_digits("3800108 5718") == "38001085718"
    for wrong in ("", "38001085719", "3800108571", "38013085718", "٣٨٠٠١٠٨٥٧١٨"):
        assert not is_code(wrong), wrong


def test_names_are_compared_without_marks_order_and_case() -> None:
    assert words_of("Õnne-Mari O’Näidis") == words_of("o'naidis ONNE mari")
    assert whole_name("Mari", None) == ""
    assert words_of(" 12 --") == []


@given(st.dictionaries(st.sampled_from("abc"), st.text(max_size=2), min_size=3), st.data())
@settings(max_examples=60)
def test_of_two_who_change_nobody_loses_anything(base: dict[str, str], data: st.DataObject) -> None:
    texts = st.text(max_size=2)
    theirs = {name: data.draw(texts) for name in base}
    mine = {name: data.draw(texts) for name in base}

    found = differences(base, theirs, mine)

    for name, was in base.items():
        kept = mine if mine[name] != was else theirs
        assert found.merged[name] == kept[name]
        assert (name in found.theirs) == (theirs[name] != was)


def test_states_lead_where_the_tables_say() -> None:
    assert case_states.state_after("closed", CaseStep.REOPEN) is CaseState.REOPENED
    assert case_states.state_after("closed", CaseStep.WAIT) is None
    for state in case_states.LIVE:
        assert case_states.state_after(state, CaseStep.CLOSE) is CaseState.CLOSED
    for state in client_states.FROZEN:
        assert client_states.state_after(state, ClientStep.CONSENT) is ClientState.ACTIVE
        assert client_states.state_after(state, ClientStep.MERGE) is None
    assert client_states.state_after("merged", ClientStep.CONSENT) is None


def test_days_after_arrival() -> None:
    arrived = date(2023, 5, 1)
    assert day_after_arrival(arrived, arrived) == 1
    assert day_after_arrival(arrived + timedelta(days=11), arrived) == 12
    assert day_after_arrival(arrived, None) is None


def test_files_are_known_by_their_first_bytes() -> None:
    assert kind_of(b"%PDF-1.7") == "application/pdf"
    assert kind_of(b"\x89PNG\r\n\x1a\n") == "image/png"
    assert kind_of(b"RIFF0000WEBP") == "image/webp"
    assert kind_of(b"RIFF0000WAVE") is None
    assert kind_of(b"<svg>") is None


def test_what_to_bring_is_said_in_four_languages() -> None:
    for content in templates.TEMPLATES.values():
        assert templates.says_something(content)
        for row in (*content["bring"], *content["steps"]):
            assert set(row) == set(LANGUAGE_CODES)
            assert all(row.values())
