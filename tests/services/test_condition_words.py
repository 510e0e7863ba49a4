"""Conditions in words."""

from django.utils import translation

from loim.services.condition_words import (
    NAMES,
    OPTION_NAMES,
    QUESTIONS,
    WHY_BAD,
    contradiction_said,
    described,
)  # fmt: skip
from loim.services.logic.condition_form import WhyBad, read_groups
from loim.services.logic.conditions import OPTIONS, Question


def test_every_question_answer_and_mistake_has_words():
    assert set(QUESTIONS) == set(NAMES) == set(Question)
    assert {key: tuple(names) for key, names in OPTION_NAMES.items()} == OPTIONS
    assert set(WHY_BAD) == set(WhyBad)


def test_conditions_are_said_in_words():
    groups = read_groups(
        [
            [{"question": "age", "at_least": 16, "at_most": 26},
             {"question": "status", "any": ["worker", "student"], "not": True}],
            [{"question": "children"}, {"question": "days_since_arrival", "at_most": 30},
             {"question": "municipality", "any": ["0793"]}],
            [{"question": "children", "at_most": 6, "not": True}, {"question": "age", "at_most": 7}],
        ]
    )  # fmt: skip
    with translation.override("en"):
        assert described(groups, {"0793": "Tartu linn"}) == [
            ["aged 16–26", "what they do: none of employee, student"],
            ["has children", "within 30 days of arrival", "municipality: Tartu linn"],
            ["not: has a child aged up to 6", "aged up to 7"],
        ]
        assert str(contradiction_said(Question.AGE)) == (
            "Nobody can meet these conditions together: look at “age”."
        )
