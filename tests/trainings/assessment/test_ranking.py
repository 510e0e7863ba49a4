"""Points and ranks: exact, and the same in whatever order they were given."""

import itertools
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loim.trainings.logic.assessment.ranking import (
    Assessed,
    Criterion,
    has_ties,
    points_of,
    ranking,
    rounded,
)

NEED, PLAN = Criterion(1, weight=2), Criterion(2)


def assessed(team: int, *assessors: tuple[int, int], is_late: bool = False) -> Assessed:
    scores = {10 + place: {1: need, 2: plan} for place, (need, plan) in enumerate(assessors)}
    return Assessed(team, "0037", is_late, scores)


def test_points_are_means_times_weights() -> None:
    assert points_of(assessed(1, (5, 3), (4, 4), (4, 3)), [NEED, PLAN]) == Decimal("12.000")
    assert points_of(assessed(1, (5, 3), (4, 3), (4, 4)), [PLAN]) == Decimal("3.333")


def test_halves_are_rounded_up() -> None:
    assert rounded(Fraction(1, 2000)) == Decimal("0.001")
    assert rounded(Fraction(3, 2000)) == Decimal("0.002")
    assert rounded(Fraction(2, 3)) == Decimal("0.667")


def test_zero_points_are_points() -> None:
    assert points_of(assessed(1, (0, 0), (2, 0)), [NEED, PLAN]) == Decimal("2.000")


def test_a_team_that_was_not_assessed_wholly_has_no_points() -> None:
    gap = Assessed(1, "0037", False, {10: {1: 3}})

    with pytest.raises(ValueError, match="not assessed"):
        points_of(gap, [NEED, PLAN])
    with pytest.raises(ValueError, match="not assessed"):
        points_of(Assessed(1, "0037", False, {}), [NEED])


def test_late_ones_stand_after_those_in_time_however_good_they_are() -> None:
    late, plain = assessed(1, (5, 5), is_late=True), assessed(2, (1, 1))

    found = ranking([late, plain], [NEED, PLAN], {1: 0, 2: 1})

    assert [(one.team, one.rank) for one in found] == [(2, 1), (1, 2)]


def test_the_lot_settles_a_tie_and_says_so() -> None:
    teams = [assessed(1, (4, 4)), assessed(2, (4, 4)), assessed(3, (5, 5))]

    found = ranking(teams, [NEED, PLAN], {1: 2, 2: 0, 3: 1})

    assert [(one.team, one.tied) for one in found] == [(3, 0), (2, 1), (1, 1)]
    assert has_ties(teams, [NEED, PLAN])
    assert not has_ties(teams[1:], [NEED, PLAN])


def test_a_mean_below_what_a_criterion_needs_is_named() -> None:
    strict = [Criterion(1, least=3), Criterion(2, least=1)]

    [found] = ranking([assessed(1, (3, 1), (2, 1))], strict, {1: 0})

    assert found.below == (1,)


points = st.tuples(st.integers(0, 5), st.integers(0, 5))


@given(st.lists(st.lists(points, min_size=1, max_size=4), min_size=1, max_size=8), st.randoms())
def test_ranks_depend_on_no_order(given_points: list[list[tuple[int, int]]], chance) -> None:  # type: ignore[no-untyped-def]
    teams = [assessed(key, *one) for key, one in enumerate(given_points)]
    lots = {one.team: (one.team * 7) % 11 for one in teams}
    shuffled = []
    for one in teams:
        pairs = list(one.scores.items())
        chance.shuffle(pairs)
        shuffled.append(Assessed(one.team, one.county, one.is_late, dict(pairs)))
    chance.shuffle(shuffled)

    found = ranking(teams, [NEED, PLAN], lots)

    assert found == ranking(shuffled, [PLAN, NEED], lots)
    assert [one.rank for one in found] == list(range(1, len(teams) + 1))
    assert sorted(one.team for one in found) == sorted(one.team for one in teams)
    assert all(a.points >= b.points for a, b in itertools.pairwise(found))
