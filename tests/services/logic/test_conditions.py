"""Conditions against brute force: every person of a small world is asked."""

from itertools import chain, combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loim.services.logic.condition_form import BadConditions, WhyBad, read_groups, written_groups
from loim.services.logic.conditions import (
    Applies,
    Condition,
    Contradiction,
    Question,
    applies,
    completed,
    groups_nobody_meets,
    open_questions,
    questions_of,
    unsatisfiable,
)

COUNTY_OF = {"0001": "0037", "0002": "0037", "0003": "0079"}


def subsets(values):
    return [
        frozenset(each)
        for each in chain.from_iterable(combinations(values, n) for n in range(len(values) + 1))
    ]


# Bounds are drawn from 0 to 4, so 5 is like everything above them.
PEOPLE = {
    Question.AGE: range(6),
    Question.CHILDREN: subsets(range(6)),
    Question.STATUS: subsets(["student", "worker", "pupil"]),
    Question.CITIZENSHIP: ["estonia", "eu", "ukraine", "other", "undetermined"],
    Question.MUNICIPALITY: list(COUNTY_OF),
    Question.COUNTY: ["0037", "0079"],
}
bounds = st.tuples(st.none() | st.integers(0, 4), st.none() | st.integers(0, 4)).filter(
    lambda pair: pair != (None, None) and (None in pair or pair[0] <= pair[1])
)


def conditions_about(question):
    negated = st.booleans()
    if question in (Question.AGE, Question.CHILDREN):
        return st.builds(
            lambda pair, no: Condition(question, at_least=pair[0], at_most=pair[1], is_negated=no),
            bounds,
            negated,
        )
    options = {
        Question.STATUS: ["student", "worker", "pupil"],
        Question.MUNICIPALITY: list(COUNTY_OF),
    }.get(question, PEOPLE[question])
    chosen = st.frozensets(st.sampled_from(options), min_size=1)
    return st.builds(lambda some, no: Condition(question, some, is_negated=no), chosen, negated)


@st.composite
def some_groups(draw):
    asked = draw(st.sampled_from([*combinations(PEOPLE, 2)]))
    condition = st.sampled_from(asked).flatmap(conditions_about)
    group = st.lists(condition, min_size=1, max_size=4).map(tuple)
    return asked, tuple(draw(st.lists(group, max_size=3)))


def meets(person, condition):
    answer = person[condition.question]
    several = answer if isinstance(answer, frozenset) else [answer]
    if condition.options:
        fits = [value for value in several if value in condition.options]
    else:
        fits = [
            value
            for value in several
            if not (condition.at_least is not None and value < condition.at_least)
            and not (condition.at_most is not None and value > condition.at_most)
        ]
    return bool(fits) is not condition.is_negated


def is_for(person, groups):
    return not groups or any(all(meets(person, each) for each in group) for group in groups)


def people(asked):
    for answers in product(*(PEOPLE[question] for question in asked)):
        person = dict(zip(asked, answers, strict=True))
        place = person.get(Question.MUNICIPALITY)
        if place and person.get(Question.COUNTY, COUNTY_OF[place]) != COUNTY_OF[place]:
            continue
        yield person


@settings(max_examples=100, deadline=None)
@given(some_groups())
def test_whoever_has_answered_all_gets_yes_or_no_and_rightly(drawn):
    asked, groups = drawn
    for person in people(asked):
        assert (applies(groups, person) == Applies.YES) == is_for(person, groups)
        assert applies(groups, person) != Applies.UNKNOWN


@settings(max_examples=100, deadline=None)
@given(some_groups(), st.data())
def test_what_is_not_said_never_decides_against_or_for_anybody(drawn, data):
    asked, groups = drawn
    everybody = list(people(asked))
    someone = data.draw(st.sampled_from(everybody))
    said = data.draw(st.sets(st.sampled_from(asked)))
    answers = {question: someone[question] for question in said}

    result = applies(groups, answers)

    possible = {
        is_for(person, groups)
        for person in everybody
        if all(person[question] == answer for question, answer in answers.items())
    }
    assert result != Applies.NO or possible == {False}
    assert result != Applies.YES or possible == {True}
    left = open_questions(groups, answers)
    assert bool(left) == (result == Applies.UNKNOWN)
    assert set(left) <= set(questions_of(groups)) - said


@settings(max_examples=120, deadline=None)
@given(some_groups())
def test_a_group_is_called_contradictory_exactly_where_nobody_meets_it(drawn):
    asked, groups = drawn
    everybody = list(people(asked))
    dead = groups_nobody_meets(groups, COUNTY_OF)
    for number, group in enumerate(groups):
        nobody = not any(is_for(person, (group,)) for person in everybody)
        if not set(asked) & {Question.MUNICIPALITY, Question.COUNTY} or {
            Question.MUNICIPALITY,
            Question.COUNTY,
        } == set(questions_of((group,))):
            assert (number in dead) == nobody
        else:  # other places than the three exist
            assert nobody or number not in dead


@settings(max_examples=100)
@given(some_groups())
def test_conditions_are_the_same_after_a_journey_through_json(drawn):
    _asked, groups = drawn
    assert read_groups(written_groups(groups)) == groups


def test_places_contradict_each_other_by_their_county():
    here = Condition(Question.MUNICIPALITY, frozenset({"0003"}))
    there = Condition(Question.COUNTY, frozenset({"0037"}))
    assert unsatisfiable((here, there)) is None
    assert unsatisfiable((here, there), COUNTY_OF) == Contradiction(Question.COUNTY)
    assert completed({Question.MUNICIPALITY: "0003"}, COUNTY_OF) == {
        Question.MUNICIPALITY: "0003",
        Question.COUNTY: "0079",
    }


@pytest.mark.parametrize(
    ("written", "path", "why"),
    [
        ({}, "", WhyBad.NOT_A_LIST),
        ([[]], "[0]", WhyBad.EMPTY_GROUP),
        ([["age"]], "[0][0]", WhyBad.NOT_AN_OBJECT),
        ([[{"question": "shoe"}]], "[0][0].question", WhyBad.UNKNOWN_QUESTION),
        ([[{"question": ["age"]}]], "[0][0].question", WhyBad.UNKNOWN_QUESTION),
        ([[{"question": "age"}]], "[0][0]", WhyBad.NO_BOUNDS),
        ([[{"question": "age", "at_least": True}]], "[0][0].at_least", WhyBad.NOT_A_NUMBER),
        ([[{"question": "age", "at_least": -1}]], "[0][0].at_least", WhyBad.OUT_OF_RANGE),
        ([[{"question": "age", "at_least": 9, "at_most": 7}]], "[0][0]", WhyBad.BOUNDS_REVERSED),
        ([[{"question": "age", "any": ["9"]}]], "[0][0].any", WhyBad.UNKNOWN_KEY),
        ([[{"question": "status", "any": []}]], "[0][0].any", WhyBad.NO_OPTIONS),
        ([[{"question": "status", "any": ["king"]}]], "[0][0].any[0]", WhyBad.UNKNOWN_OPTION),
        ([[{"question": "county", "any": ["Tartu"]}]], "[0][0].any[0]", WhyBad.UNKNOWN_OPTION),
        ([[{"question": "children", "not": 1}]], "[0][0].not", WhyBad.NOT_TRUE_OR_FALSE),
    ],
)
def test_bad_json_is_refused_where_it_is_bad(written, path, why):
    with pytest.raises(BadConditions) as refused:
        read_groups(written)
    assert (refused.value.path, refused.value.why) == (path, why)
