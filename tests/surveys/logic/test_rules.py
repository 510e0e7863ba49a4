"""Rules without a database: wording, merging, pooling, hiding, which rows are counted."""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loim.surveys.logic.answer_rows import AnswerRow, Asked, asked_questions, missing, rows_of
from loim.surveys.logic.disclosure import hidden_rows, is_safe
from loim.surveys.logic.merging import merge
from loim.surveys.logic.pooling import small_groups
from loim.surveys.logic.survey_states import SurveyState, SurveyStep, state_after
from loim.surveys.logic.wording import says_the_same

KEYS = st.sampled_from(["1", "2", "3"])
VALUES = st.integers(1, 3)
ANSWERS = st.dictionaries(KEYS, VALUES)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Milliseid koolitusi vajate?", "Milliseid koolitusi te vajate?"),
        ("Kui palju töötajad puutuvad kokku", "Kui palju töötajaid puutub kokku"),
        ("What do you ned?", "What do you need?"),
    ],
)
def test_a_slip_of_the_keyboard_may_be_corrected(before: str, after: str) -> None:
    assert says_the_same(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Kas vajate koolitust?", "Kas teil on eelarve koolituseks?"),
        ("Soovin osaleda koolitusel sel aastal", "Ei soovi osaleda koolitusel sel aastal"),
        ("We need it very much this year", "We do not need it very much this year"),
        ("Kuni 20 osalejat koolitusel", "Kuni 30 osalejat koolitusel"),
        ("Нам нужно обучение этой весной", "Нам не нужно обучение этой весной"),
    ],
)
def test_what_turns_the_meaning_is_no_slip(before: str, after: str) -> None:
    assert not says_the_same(before, after)


@given(ANSWERS, ANSWERS, ANSWERS)
def test_nobodys_answer_is_lost_when_two_write_at_once(
    seen: dict[str, int], mine: dict[str, int], theirs: dict[str, int]
) -> None:
    merged = merge(seen=seen, mine=mine, theirs=theirs)

    for key, value in theirs.items():
        if value != seen.get(key):  # they wrote it after I had looked
            assert value in (merged.answers.get(key), merged.replaced.get(key))
    for key, value in mine.items():
        if value != seen.get(key):
            assert merged.answers[key] == value


@given(ANSWERS, ANSWERS)
def test_whoever_changed_nothing_changes_nothing(
    seen: dict[str, int], theirs: dict[str, int]
) -> None:
    assert merge(seen=seen, mine=seen, theirs=theirs).answers == theirs


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 20)))
def test_groups_told_apart_have_five_and_so_has_the_pool(sizes: dict[str, int]) -> None:
    pooled = small_groups(sizes)

    assert all(size == 0 or size >= 5 for group, size in sizes.items() if group not in pooled)
    pool = sum(sizes[group] for group in pooled)
    assert pool == 0 or pool >= 5 or set(pooled) == {g for g, size in sizes.items() if size}


TABLES = st.integers(2, 3).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 12), min_size=width, max_size=width), min_size=1, max_size=5
    )
)


@given(TABLES)
def test_no_small_number_is_shown(rows: list[list[int]]) -> None:
    hidden = hidden_rows(rows, range(len(rows[0])))

    shown = [n for place, row in enumerate(rows) if place not in hidden for n in row]
    assert not [n for n in shown if 0 < n < 5]


@given(TABLES)
def test_hidden_rows_protect_each_other_or_everything_is_hidden(rows: list[list[int]]) -> None:
    sensitive = range(len(rows[0]))
    hidden = hidden_rows(rows, sensitive)

    assert len(hidden) == len(rows) or is_safe(rows, hidden, sensitive, 5)


def test_a_reader_who_tries_every_table_finds_no_small_number() -> None:
    """By trying all tables with the same totals: 0, and 5 or more, are both possible."""
    rows = [[3, 6], [6, 3], [20, 30]]
    hidden = sorted(hidden_rows(rows, [0, 1]))
    totals = [sum(rows[place]) for place in hidden]
    columns = [sum(rows[place][column] for place in hidden) for column in (0, 1)]

    possible = {
        first
        for first, second in product(range(totals[0] + 1), range(totals[1] + 1))
        if first + second == columns[0] and len(hidden) == 2
    }
    assert hidden == [0, 1]
    assert min(possible) == 0
    assert max(possible) >= 5


def test_hiding_the_small_row_alone_would_tell_it() -> None:
    """The control: what the totals of columns give away."""
    assert not is_safe([[3, 6], [20, 30]], {0}, [0, 1], 5)


ASKED = [
    Asked(1, "one_of", is_required=True),
    Asked(2, "several_of", only_if=11),
    Asked(3, "number", is_required=True, only_if=21),
]


def test_a_condition_is_followed_along_a_chain() -> None:
    assert [q.key for q in asked_questions(ASKED, {"1": [11], "2": [21]})] == [1, 2, 3]
    # The second is not asked, so what was given to it leads nowhere.
    assert [q.key for q in asked_questions(ASKED, {"1": [12], "2": [21]})] == [1]


def test_only_what_is_asked_must_be_answered() -> None:
    assert missing(ASKED, {}) == [1]
    assert missing(ASKED, {"1": [12]}) == []
    assert missing(ASKED, {"1": [11], "2": [21]}) == [3]


def test_answers_become_rows_by_their_kind() -> None:
    questions = [
        Asked(1, "ranking"), Asked(2, "scale"), Asked(3, "matrix"), Asked(4, "number"),
        Asked(5, "long_text"), Asked(6, "scale"),
    ]  # fmt: skip
    answers = {"1": [8, 7], "2": 0, "3": [[9, 5]], "4": "2.5", "5": "Tere", "6": 4}

    assert rows_of(questions, answers) == [
        AnswerRow(1, 8, Decimal(1)),
        AnswerRow(1, 7, Decimal(2)),
        AnswerRow(2),
        AnswerRow(3, 9, Decimal(5)),
        AnswerRow(4, value=Decimal("2.5")),
        AnswerRow(5, text="Tere"),
        AnswerRow(6, value=Decimal(4)),
    ]


def test_a_survey_goes_from_draft_to_published_and_back_to_closed() -> None:
    state: SurveyState | None = SurveyState.DRAFT
    for step in (SurveyStep.OPEN, SurveyStep.CLOSE, SurveyStep.PUBLISH, SurveyStep.TAKE_BACK):
        assert state is not None
        state = state_after(state, step)

    assert state == SurveyState.CLOSED
    assert state_after("draft", SurveyStep.PUBLISH) is None
    assert state_after("open", SurveyStep.PUBLISH) is None
