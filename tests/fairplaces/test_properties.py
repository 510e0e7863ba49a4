"""What is true of every lottery, tried on invented problems."""

from dataclasses import replace
from zlib import crc32

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from fairplaces.allocating import allocate
from fairplaces.allocation import Allocation
from fairplaces.drawing import draw
from fairplaces.errors import BadInput, ImpossibleRules
from fairplaces.grouping import program_of
from fairplaces.marginals.leximin import leximin
from fairplaces.problem import Person, Problem, Rule
from fairplaces.seeds import Seed
from tests.fairplaces.exact import keeps
from tests.fairplaces.instances import small

FEW = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


@st.composite
def problems(draw_: st.DrawFn, *, groups: bool = True) -> Problem:
    """Problems with and without teams and households."""
    return small(
        draw_(st.integers(0, 10_000)),
        people=draw_(st.integers(8, 22)),
        places=draw_(st.integers(3, 7)),
        answers=draw_(st.sampled_from([(2, 2), (2, 3), (2, 2, 3), (3, 4)])),
        teams=draw_(st.integers(0, 3)) if groups else 0,
        limits=draw_(st.integers(0, 2)) if groups else 0,
    )


@FEW
@given(problems(), st.sampled_from(["leximin", "maximin", "nash", "goldilocks", "random"]))
def test_no_panel_of_any_lottery_breaks_a_rule_or_divides_a_team(
    problem: Problem, objective: str
) -> None:
    allocation = allocate(problem, objective)
    for panel in allocation.lottery.panels:
        chosen: set[str] = set()
        for units, number in zip(allocation.program.units, panel, strict=True):
            chosen |= {person for unit in units[: int(number)] for person in unit}
        assert keeps(problem, frozenset(chosen))
    for number in range(5):
        drawn = draw(allocation.lottery, allocation.program.units, Seed(f"secret {number}"))
        assert keeps(problem, frozenset(drawn.selected))


@FEW
@given(problems(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(problem: Problem, dice: object) -> None:
    rows = list(problem.people)
    dice.shuffle(rows)
    first, second = allocate(problem), allocate(replace(problem, people=tuple(rows)))
    assert first.chances == second.chances
    seed = Seed("the same")
    assert draw(first.lottery, first.program.units, seed) == draw(
        second.lottery, second.program.units, seed
    )


@FEW
@given(problems())
def test_names_of_answers_change_nothing(problem: Problem) -> None:
    def other(question: str, answer: str) -> str:
        # Another order than the names had, the same in every process.
        return f"{crc32((question + answer).encode()) % 97}-{answer[::-1]}-{question}"

    people = tuple(
        Person(p.id, {q: other(q, a) for q, a in p.answers.items()}) for p in problem.people
    )
    rules = tuple(replace(r, answer=other(r.question, r.answer)) for r in problem.rules)
    _same(allocate(problem), allocate(replace(problem, people=people, rules=rules)))


@FEW
@given(problems(), st.integers(0, 50), st.booleans())
def test_a_looser_rule_never_lowers_the_smallest_chance(
    problem: Problem, place: int, is_floor: bool
) -> None:
    rule = problem.rules[place % len(problem.rules)]
    looser = (
        replace(rule, floor=max(0, rule.floor - 1))
        if is_floor
        else replace(rule, ceiling=(rule.ceiling or 0) + 1)
    )
    rules = tuple(looser if r is rule else r for r in problem.rules)
    before, after = allocate(problem), allocate(replace(problem, rules=rules))
    # People who fit in no panel have chance 0 and count here: a looser rule may let them in.
    assert min(after.chances.values()) >= min(before.chances.values()) - 1e-7


@FEW
@given(problems(groups=False))
def test_people_with_the_same_answers_have_exactly_the_same_chance(problem: Problem) -> None:
    chances = allocate(problem).chances
    alike: dict[tuple[tuple[str, str], ...], set[object]] = {}
    for person in problem.people:
        alike.setdefault(tuple(sorted(person.answers.items())), set()).add(chances[person.id])
    assert all(len(found) == 1 for found in alike.values())


@FEW
@given(problems())
def test_chances_add_up_to_the_places(problem: Problem) -> None:
    assert sum(allocate(problem).chances.values()) == problem.most


@FEW
@given(problems())
def test_no_objective_beats_the_leximin_of_the_smallest_chance(problem: Problem) -> None:
    best = allocate(problem)
    for objective in ("maximin", "nash", "goldilocks"):
        other = allocate(problem, objective)
        assert float(other.smallest_chance) <= float(best.bound) + 1e-7
        if objective == "maximin":
            assert other.smallest_chance == pytest.approx(best.smallest_chance, abs=1e-7)


@FEW
@given(problems(), st.integers(0, 10_000))
def test_a_range_of_places_is_kept(problem: Problem, seed: int) -> None:
    assume(not problem.teams)
    allocation = allocate(replace(problem, places=(problem.most - 1, problem.most)))
    sizes = (allocation.lottery.panels * allocation.program.size).sum(axis=1)
    assert set(sizes.tolist()) <= {problem.most - 1, problem.most}


def test_impossible_rules_are_refused_not_bent() -> None:
    # Whoever answers x also answers u, and two x cannot come with one u.
    people = tuple(
        Person(f"p{i}", {"a": "x" if i < 2 else "y", "b": "u" if i < 2 else "v"}) for i in range(4)
    )
    rules = (Rule("a", "x", 2), Rule("a", "y"), Rule("b", "u", 0, 1), Rule("b", "v"))
    with pytest.raises(ImpossibleRules):
        allocate(Problem(people, 3, rules))


def _same(first: Allocation, second: Allocation) -> None:
    assert leximin(program_of(first.problem)).levels[0].chance == pytest.approx(
        leximin(program_of(second.problem)).levels[0].chance
    )
    for person, chance in first.chances.items():
        assert float(second.chances[person]) == pytest.approx(float(chance), abs=1e-6)


def test_bad_input_is_not_an_allocation() -> None:
    with pytest.raises(BadInput):
        Problem((), 3)
