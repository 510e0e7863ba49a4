"""Answers are read against the questions: what is asked, what fits, what is missing."""

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from loim.events.logic.answer_texts import TEXT_READERS, Trouble
from loim.events.logic.answers import (
    ONE_OPTION,
    AskedQuestion,
    ChoiceTrouble,
    Given,
    GivenAnswer,
    read_answers,
)

COMING = AskedQuestion(1, "yes_no", options=(10, 11), is_required=True)
NIGHTS = AskedQuestion(2, "accommodation", options=(20, 21), is_required=True, only_if=10)
ROOM = AskedQuestion(3, "short_text", only_if=20)


def test_chosen_options_and_texts_become_answers_in_the_order_of_the_questions() -> None:
    read = read_answers(
        [COMING, NIGHTS, ROOM],
        {3: Given(text=" koos  Mariga "), 2: Given(("21", "20")), 1: Given(("10",))},
    )

    assert read.answers == (
        GivenAnswer(1, option=10),
        GivenAnswer(2, option=20),
        GivenAnswer(2, option=21),
        GivenAnswer(3, text="koos Mariga"),
    )
    assert read.troubles == {}
    assert read.asked == {1, 2, 3}


def test_a_question_whose_condition_is_not_met_is_neither_required_nor_kept() -> None:
    read = read_answers([COMING, NIGHTS], {1: Given(("11",)), 2: Given(("20",))})

    assert read.answers == (GivenAnswer(1, option=11),)
    assert read.troubles == {}
    assert read.asked == {1}


def test_a_condition_on_a_question_that_is_itself_not_asked_is_not_met() -> None:
    read = read_answers(
        [COMING, NIGHTS, ROOM], {1: Given(("11",)), 2: Given(("20",)), 3: Given(text="üks")}
    )

    assert read.asked == {1}
    assert read.answers == (GivenAnswer(1, option=11),)


def test_a_follow_up_question_looks_at_what_was_chosen_before() -> None:
    assert read_answers([NIGHTS], {}, chosen_before=frozenset({10})).troubles == {
        2: ChoiceTrouble.MISSING
    }
    assert read_answers([NIGHTS], {}).troubles == {}


def test_conditions_in_a_circle_are_never_asked() -> None:
    one = AskedQuestion(1, "one_of", options=(10,), only_if=20)
    two = AskedQuestion(2, "one_of", options=(20,), only_if=10)

    read = read_answers([one, two], {1: Given(("10",)), 2: Given(("20",))})

    assert (read.asked, read.answers) == (frozenset(), ())


def test_a_required_question_that_is_asked_and_left_empty_is_missing() -> None:
    text = AskedQuestion(4, "long_text", is_required=True)

    read = read_answers([COMING, text], {4: Given(text=" \n ")})

    assert read.troubles == {1: ChoiceTrouble.MISSING, 4: ChoiceTrouble.MISSING}


def test_an_option_of_another_question_or_a_removed_one_is_refused() -> None:
    assert read_answers([COMING], {1: Given(("20",))}).troubles == {1: ChoiceTrouble.NO_SUCH_OPTION}
    assert read_answers([COMING], {1: Given(("abc",))}).troubles == {
        1: ChoiceTrouble.NO_SUCH_OPTION
    }


def test_of_one_only_one_is_taken() -> None:
    assert read_answers([COMING], {1: Given(("10", "11"))}).troubles == {1: ChoiceTrouble.ONLY_ONE}
    assert read_answers([COMING], {1: Given(("10", "10"))}).answers == (GivenAnswer(1, option=10),)


def test_a_diet_may_be_said_in_own_words_beside_the_options() -> None:
    diet = AskedQuestion(5, "diet", options=(50, 51), is_required=True)

    assert read_answers([diet], {5: Given(("51",), "pähklid")}).answers == (
        GivenAnswer(5, option=51),
        GivenAnswer(5, text="pähklid"),
    )
    assert read_answers([diet], {5: Given(text="pähklid")}).troubles == {}
    assert read_answers([diet], {5: Given()}).troubles == {5: ChoiceTrouble.MISSING}


@pytest.mark.parametrize(
    ("kind", "typed", "plain"),
    [
        ("number", "1 250,50", "1250.5"),
        ("number", "-0", "0"),
        ("number", "1e3", "1000"),
        ("number", "kolm", Trouble.NO_NUMBER),
        ("number", "NaN", Trouble.NO_NUMBER),
        ("number", "1e999999", Trouble.NO_NUMBER),
        ("date", "27. 8. 2023", "2023-08-27"),
        ("date", "2023-08-27", "2023-08-27"),
        ("date", "31.02.2023", Trouble.NO_DATE),
        ("date", "homme", Trouble.NO_DATE),
        ("phone", "+372 5123 4567", "+37251234567"),
        ("phone", "00372 (512) 345-67", "+37251234567"),
        ("phone", "ei ole", Trouble.NO_PHONE),
        ("phone", "٥١٢٣٤٥٦٧", Trouble.NO_PHONE),
        ("short_text", "üks\nkaks\x00", "üks kaks"),
        ("short_text", "ä" * 301, Trouble.TOO_LONG),
        ("long_text", "üks\r\nkaks", "üks\nkaks"),
        ("access", " ratastool ", "ratastool"),
    ],
)
def test_a_written_answer_is_kept_in_its_plain_form(kind: str, typed: str, plain: str) -> None:
    assert TEXT_READERS[kind](typed) == plain


@examples(st.sampled_from(sorted(TEXT_READERS)), st.text(max_size=400))
def test_the_plain_form_of_a_plain_form_is_itself(kind: str, typed: str) -> None:
    plain = TEXT_READERS[kind](typed)
    if not isinstance(plain, Trouble):
        assert TEXT_READERS[kind](plain) == plain
        assert "\x00" not in plain


KINDS = ["yes_no", "one_of", "several_of", "diet", "accommodation", *TEXT_READERS]


@st.composite
def forms(draw: st.DrawFn) -> tuple[list[AskedQuestion], dict[int, Given]]:
    """Questions with conditions of any shape, circles among them, and any answers."""
    count = draw(st.integers(1, 6))
    every_option = [key * 10 + number for key in range(1, count + 1) for number in range(3)]
    questions = [
        AskedQuestion(
            key,
            kind := draw(st.sampled_from(KINDS)),
            options=() if kind in TEXT_READERS else tuple(key * 10 + n for n in range(3)),
            is_required=draw(st.booleans()),
            only_if=draw(st.none() | st.sampled_from(every_option)),
        )
        for key in range(1, count + 1)
    ]
    chosen = st.lists(st.sampled_from([*map(str, every_option), "", "x"]), max_size=4)
    typed = st.sampled_from(["", "  ", "tere", "27.08.2023", "5", "+3725123456"])
    given = draw(
        st.dictionaries(
            st.integers(0, count + 1),
            st.builds(Given, chosen.map(tuple), typed),
        )
    )
    return questions, given


@examples(forms())
def test_whatever_is_sent_only_fitting_answers_to_asked_questions_are_kept(
    form: tuple[list[AskedQuestion], dict[int, Given]],
) -> None:
    questions, given = form
    read = read_answers(questions, given)
    by_key = {question.key: question for question in questions}
    chosen = {answer.option for answer in read.answers} - {None}
    for answer in read.answers:
        question = by_key[answer.question]
        assert question.key in read.asked
        assert question.key not in read.troubles
        assert (answer.option is None) == bool(answer.text)
        assert answer.option is None or answer.option in question.options
    for question in questions:
        answers = [answer for answer in read.answers if answer.question == question.key]
        assert len(answers) <= 1 or question.kind not in ONE_OPTION
        if question.key in read.asked and question.is_required:
            assert bool(answers) != (question.key in read.troubles)
        if question.key not in read.asked:
            assert question.key not in read.troubles
            assert question.only_if is not None
    assert read.troubles or all(
        question.only_if in chosen
        for question in questions
        if question.key in read.asked and question.only_if is not None
    )


@examples(forms())
def test_what_was_read_is_read_again_as_the_same(
    form: tuple[list[AskedQuestion], dict[int, Given]],
) -> None:
    questions, given = form
    first = read_answers(questions, given)
    if first.troubles:
        return
    again: dict[int, Given] = {}
    for answer in first.answers:
        before = again.get(answer.question, Given())
        again[answer.question] = Given(
            (*before.chosen, str(answer.option)) if answer.option else before.chosen,
            answer.text or before.text,
        )

    assert read_answers(questions, again) == first
