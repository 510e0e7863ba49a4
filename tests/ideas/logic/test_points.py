"""A jury's points: weights count, conflicts neither help nor harm, half an assessment is none."""

from fractions import Fraction
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loim.ideas.logic.choice.points import Assessment, Criterion, assessment

NEED, FEASIBLE = Criterion(1, 3), Criterion(2, 1)
CRITERIA = (NEED, FEASIBLE)
IDEA = 10
# On a busy machine drawing the first jury takes a second.
patient = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)


@st.composite
def juries(draw: Any) -> tuple[list[int], set[tuple[int, int]], dict[tuple[int, int, int], int]]:
    jurors = draw(st.lists(st.integers(1, 9), unique=True, max_size=6))
    conflicts = {(juror, IDEA) for juror in jurors if draw(st.booleans())}
    scores = {
        (juror, IDEA, criterion.key): draw(st.integers(0, 5))
        for juror in jurors
        for criterion in CRITERIA
        if draw(st.integers(0, 4))
    }
    return jurors, conflicts, scores


@patient
@given(juries(), st.randoms(use_true_random=False))
def test_the_order_of_jurors_changes_nothing(jury: Any, random: Any) -> None:
    jurors, conflicts, scores = jury
    others = list(jurors)
    random.shuffle(others)

    assert assessment(IDEA, CRITERIA, others, conflicts, scores) == assessment(
        IDEA, CRITERIA, jurors, conflicts, scores
    )


@patient
@given(juries())
def test_whoever_has_a_conflict_might_as_well_not_be_there(jury: Any) -> None:
    jurors, conflicts, scores = jury
    others = [juror for juror in jurors if (juror, IDEA) not in conflicts]

    assert assessment(IDEA, CRITERIA, jurors, conflicts, scores) == assessment(
        IDEA, CRITERIA, others, set(), scores
    )


@patient
@given(juries())
def test_points_lie_between_what_the_jurors_gave(jury: Any) -> None:
    found = assessment(IDEA, CRITERIA, *jury)

    if found is not None:
        assert 0 <= found.points <= 5 * (NEED.weight + FEASIBLE.weight)
        assert found.points == 3 * found.by_criterion[0] + found.by_criterion[1]


@patient
@given(juries(), st.integers(2, 5))
def test_weights_of_one_proportion_give_one_proportion(jury: Any, times: int) -> None:
    heavier = [Criterion(each.key, each.weight * times) for each in CRITERIA]

    once, more = assessment(IDEA, CRITERIA, *jury), assessment(IDEA, heavier, *jury)

    assert (once is None) == (more is None)
    if once is not None and more is not None:
        assert more.points == times * once.points


def test_an_example_with_a_conflict_and_half_an_assessment() -> None:
    scores = {
        (1, IDEA, 1): 4, (1, IDEA, 2): 5,
        (2, IDEA, 1): 5, (2, IDEA, 2): 2,
        (3, IDEA, 1): 0, (3, IDEA, 2): 0,  # has a conflict
        (4, IDEA, 1): 0,  # left one out
    }  # fmt: skip

    found = assessment(IDEA, CRITERIA, [1, 2, 3, 4], {(3, IDEA)}, scores)

    assert found == Assessment(
        points=3 * Fraction(9, 2) + Fraction(7, 2),
        by_criterion=(Fraction(9, 2), Fraction(7, 2)),
        jurors=2,
    )


def test_without_a_juror_there_are_no_points() -> None:
    assert assessment(IDEA, CRITERIA, [1], {(1, IDEA)}, {(1, IDEA, 1): 4, (1, IDEA, 2): 5}) is None
