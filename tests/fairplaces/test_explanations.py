"""Chances are explained, effects and false answers computed, impossible rules mended."""

from fractions import Fraction

import pytest

from fairplaces.allocating import allocate
from fairplaces.errors import Cancelled, ImpossibleRules
from fairplaces.explain.audit import audit
from fairplaces.explain.chances import explain_chance
from fairplaces.explain.effects import effects
from fairplaces.explain.relaxations import relaxations
from fairplaces.messages import LANGUAGES
from fairplaces.problem import Decision, Person, Problem, Rule
from tests.fairplaces.instances import town


def four_parties(**changes: object) -> Problem:
    """Thirty places; 40 of municipalities, 30 of communities, 20 of agencies, 10 students."""
    counts = {"municipality": 40, "community": 30, "agency": 20, "student": 10}
    bounds = {"municipality": (6, 9), "community": (6, 12), "agency": (6, 10), "student": (5, 8)}
    people = tuple(
        Person(f"{party[0]}{i:02d}", {"party": party})
        for party, n in counts.items()
        for i in range(n)
    )
    rules = tuple(Rule("party", party, *bounds[party]) for party in counts)
    return Problem(**{"people": people, "places": 30, "rules": rules, **changes})  # type: ignore[arg-type]


def test_a_chance_names_the_rule_that_keeps_it_down() -> None:
    allocation = allocate(four_parties())
    found = explain_chance(allocation, "m00", selected={"m00"})
    assert found.chance == Fraction(9, 40)
    assert found.alike == 40
    assert found.text(allocation.problem) == (
        "You were drawn. Your chance was 22.50 %: 225000000 of 1000000000 equally likely tickets. "
        "Without any rules everybody's chance would have been 30.00 %. Applicants with the same "
        "answers, you among them: 40; all of them had exactly the same chance. The chance could "
        "not be larger because at most 9 with 'party: municipality' may come."
    )
    for language in LANGUAGES:
        assert "municipality" in found.text(allocation.problem, language)


def test_decisions_are_told_with_their_reason() -> None:
    problem = four_parties(
        must=(Decision("m00", "chairs the day"),), must_not=(Decision("m01", "works for us"),)
    )
    allocation = allocate(problem)
    assert "chairs the day" in explain_chance(allocation, "m00").text(problem)
    assert "works for us" in explain_chance(allocation, "m01").text(problem, "et")
    assert allocation.chances["m00"] == 1
    assert allocation.chances["m01"] == 0


def test_one_more_place_of_the_binding_rule_helps_and_of_others_does_not() -> None:
    allocation = allocate(four_parties())
    best, *rest = effects(allocation)
    assert allocation.problem.rules[best.rule].answer == "municipality"
    assert not best.is_floor
    assert best.before == pytest.approx(9 / 40)
    assert best.after == pytest.approx(10 / 40)
    assert all(effect.gain == pytest.approx(0) for effect in rest)
    assert "25.00 % instead of 22.50 %" in best.text(allocation.problem)


def test_the_audit_finds_the_gain_of_saying_student() -> None:
    found = audit(allocate(four_parties()))
    assert found.is_complete
    best = found.lies[0]
    assert (best.truth, best.lie) == ("municipality", "student")
    assert best.before == pytest.approx(9 / 40)
    # Eleven students, five to eight of whom come; a liar shares their chance.
    assert best.after == pytest.approx(5 / 11)
    assert found.largest_gain == pytest.approx(5 / 11 - 9 / 40)


def test_an_audit_cut_short_says_so() -> None:
    assert not audit(allocate(four_parties()), most=2).is_complete


def impossible() -> Problem:
    people = tuple(
        Person(f"p{i}", {"a": "x" if i < 3 else "y", "b": "u" if i < 3 else "v"}) for i in range(6)
    )
    rules = (Rule("a", "x", 3), Rule("a", "y"), Rule("b", "u", 0, 1), Rule("b", "v"))
    return Problem(people, 4, rules)


def test_impossible_rules_get_their_smallest_relaxations_ranked() -> None:
    problem = impossible()
    with pytest.raises(ImpossibleRules):
        allocate(problem)
    found = relaxations(problem)
    words = [relaxation.text(problem) for relaxation in found]
    assert "lower the floor of 'a: x' from 3 to 1" in words
    assert "raise the ceiling of 'b: u' from 1 to 3" in words
    assert [relaxation.total for relaxation in found] == sorted(r.total for r in found)
    assert found[0].total == 2


def test_a_relaxation_makes_the_rules_possible() -> None:
    problem = impossible()
    for relaxation in relaxations(problem):
        rules = list(problem.rules)
        places = problem.most
        for change in relaxation.changes:
            if change.row.kind == "places":
                places -= change.by
                continue
            rule = rules[change.row.index]
            rules[change.row.index] = Rule(
                rule.question,
                rule.answer,
                rule.floor - change.by if change.is_floor else rule.floor,
                rule.ceiling if change.is_floor else (rule.ceiling or 0) + change.by,
            )
        allocate(Problem(problem.people, (places, problem.most), tuple(rules)))


def test_flexible_bounds_limit_what_is_proposed() -> None:
    problem = impossible()
    stiff = (Rule("a", "x", 3, None, 3), *problem.rules[1:])
    words = [r.text(problem) for r in relaxations(Problem(problem.people, 4, stiff))]
    assert words
    assert not any("lower the floor of 'a: x'" in text for text in words)


def test_possible_rules_need_no_relaxation() -> None:
    assert relaxations(four_parties()) == ()


def test_somebody_who_fits_nowhere_is_told_which_rules_cause_it() -> None:
    people = [Person("a", {"q": "x", "r": "u"}), Person("b", {"q": "x", "r": "v"})]
    people += [Person(f"c{i}", {"q": "y", "r": "v"}) for i in range(3)]
    rules = (Rule("q", "x", 0, 1), Rule("q", "y", 1, 2), Rule("r", "u", 0, 0), Rule("r", "v"))
    problem = Problem(tuple(people), 2, rules)
    text = explain_chance(allocate(problem), "a").text(problem)
    assert "No panel that keeps every rule has room for you" in text
    assert "r: u (0–0)" in text


def test_a_run_can_be_cancelled_and_tells_how_far_it_is() -> None:
    told: list[tuple[str, float]] = []
    problem = town(2, 120, 20, (2, 3, 4))
    allocate(problem, progress=lambda stage, done: told.append((stage, done)))
    assert {stage for stage, _ in told} >= {"chances", "panels"}
    assert all(0 <= done <= 1 for _, done in told)
    with pytest.raises(Cancelled):
        allocate(problem, cancelled=lambda: len(told) > 0)


def test_when_time_is_over_the_lottery_is_honest_about_its_bound() -> None:
    problem = town(2, 200, 30, (2, 3, 4, 5))
    short = allocate(problem, seconds=0.001)
    full = allocate(problem)
    assert not short.is_proven
    assert short.smallest_chance <= full.smallest_chance + Fraction(1, 10**7)
    assert short.bound >= full.smallest_chance
    assert short.gap == pytest.approx(float(short.bound - short.smallest_chance))
