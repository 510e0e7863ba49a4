"""Leximin agrees with counting all panels in rational arithmetic."""

import numpy as np
import pytest

from fairplaces.allocating import allocate
from fairplaces.grouping import program_of
from fairplaces.marginals.leximin import leximin
from fairplaces.problem import Limit, Person, Problem, Rule, Team
from tests.fairplaces.exact import leximin_of
from tests.fairplaces.instances import small

KINDS = {
    "two questions": {},
    "three questions": {"answers": (2, 2, 3)},
    "four questions": {"answers": (2, 2, 2, 2)},
    "teams": {"teams": 2, "people": 9, "places": 5},
    "households": {"limits": 2},
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(7))
def test_everybody_gets_exactly_their_leximin_chance(kind: str, seed: int) -> None:
    problem = small(100 + seed, **KINDS[kind])
    allocation = allocate(problem)
    expected = leximin_of(problem)
    assert allocation.is_proven
    for person, chance in allocation.chances.items():
        assert float(chance) == pytest.approx(float(expected[person]), abs=1e-7), person


def test_a_cycle_of_households_of_odd_length_needs_a_cut() -> None:
    # Five people in a ring, no two neighbours together: the rules alone allow a half each, but
    # whole panels have two people at most, so two fifths is all there is.
    ring = Problem(
        people=tuple(Person(f"p{i}", {}) for i in range(5)),
        places=(0, 5),
        limits=tuple(Limit(f"l{i}", (f"p{i}", f"p{(i + 1) % 5}")) for i in range(5)),
    )
    assert leximin(program_of(ring)).levels[0].chance == pytest.approx(1 / 2)
    allocation = allocate(ring)
    assert any(row.kind == "cut" for row in allocation.program.rows)
    assert [float(c) for c in allocation.chances.values()] == pytest.approx([0.4] * 5, abs=1e-8)
    assert allocation.is_proven
    assert float(allocation.bound) == pytest.approx(0.4, abs=1e-6)
    assert allocation.gap < 1e-6


@pytest.mark.parametrize("length", [7, 9])
def test_longer_odd_cycles_are_cut_too(length: int) -> None:
    ring = Problem(
        people=tuple(Person(f"p{i}", {}) for i in range(length)),
        places=(0, length),
        limits=tuple(Limit(f"l{i}", (f"p{i}", f"p{(i + 1) % length}")) for i in range(length)),
    )
    allocation = allocate(ring)
    assert float(allocation.smallest_chance) == pytest.approx((length // 2) / length, abs=1e-7)
    assert allocation.gap < 1e-6


def test_teams_of_two_for_an_odd_number_of_places_leave_one_place_to_the_others() -> None:
    people = tuple(Person(f"p{i}", {}) for i in range(7))
    teams = tuple(Team(f"t{i}", (f"p{2 * i}", f"p{2 * i + 1}")) for i in range(3))
    problem = Problem(people=people, places=3, teams=teams)
    allocation = allocate(problem)
    assert float(allocation.chances["p6"]) == pytest.approx(1)
    assert float(allocation.chances["p0"]) == pytest.approx(1 / 3, abs=1e-8)
    assert float(allocation.bound) == pytest.approx(1 / 3, abs=1e-6)


def test_the_certificate_bounds_the_chance_whatever_its_multipliers() -> None:
    from fairplaces import certificate

    program = program_of(small(101, answers=(2, 2, 3)))
    best = leximin(program).levels[0].chance
    dice = np.random.default_rng(5)
    for _ in range(200):
        multipliers = [int(v) for v in dice.integers(-9, 10, len(program.rows))]
        assert float(certificate.bound(program, multipliers)) >= best - 1e-12


def test_people_who_fit_in_no_panel_are_named_with_the_rules_that_cause_it() -> None:
    from fairplaces.coverage import outside

    people = [Person("a", {"q": "x", "r": "u"}), Person("b", {"q": "x", "r": "v"})]
    people += [Person("c", {"q": "y", "r": "v"}), Person("d", {"q": "y", "r": "v"})]
    # One place for x; somebody of u must not come at all.
    rules = (Rule("q", "x", 1, 1), Rule("q", "y", 1, 1), Rule("r", "u", 0, 0), Rule("r", "v", 2, 2))
    problem = Problem(tuple(people), 2, rules)
    [found] = outside(program_of(problem))
    assert found.people == ("a",)
    assert any(row.kind == "rule" and rules[row.index].question == "r" for row in found.rows)
    allocation = allocate(problem)
    assert allocation.chances["a"] == 0
    assert allocation.chances["b"] == 1
