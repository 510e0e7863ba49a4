"""After the draw: replacement, waiting list, alternates; and admission as people come."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from fairplaces.allocating import allocate
from fairplaces.drawing import draw
from fairplaces.problem import Limit, Person, Problem, Rule, Team
from fairplaces.seeds import Seed
from fairplaces.waiting.alternates import choose_alternates
from fairplaces.waiting.door import Door
from fairplaces.waiting.online import admit
from fairplaces.waiting.order import call_chances, waiting_order
from fairplaces.waiting.replace import Broken, replace_withdrawn
from fairplaces.waiting.replaceable import replaceability
from tests.fairplaces.exact import keeps
from tests.fairplaces.instances import town

SEED = Seed("a secret of the organiser", "a public value")
NOON = datetime(2024, 5, 6, 12, tzinfo=UTC)


def parties(
    counts: dict[str, int], **rules: tuple[int, int]
) -> tuple[tuple[Person, ...], tuple[Rule, ...]]:
    people = tuple(
        Person(f"{party}{i}", {"party": party}) for party, n in counts.items() for i in range(n)
    )
    bounds = tuple(Rule("party", party, *rules.get(party, (0, None))) for party in counts)
    return people, bounds


def test_a_withdrawn_member_is_replaced_by_one_of_the_same_party_when_the_floor_asks_it() -> None:
    people, rules = parties({"city": 4, "ngo": 4}, city=(2, 2), ngo=(1, 1))
    problem = Problem(people, 3, rules)
    done = replace_withdrawn(problem, ["city0", "city1", "ngo0"], ["city1"], SEED)
    assert done.is_restored
    assert set(done.selected) >= {"city0", "ngo0"}
    assert done.admitted[0] in {"city2", "city3"}


def test_where_a_rule_cannot_be_restored_it_is_said_and_the_place_is_still_filled() -> None:
    people, rules = parties({"city": 2, "ngo": 3}, city=(2, 2), ngo=(1, 1))
    problem = Problem(people, 3, rules)
    done = replace_withdrawn(problem, ["city0", "city1", "ngo0"], ["city1"], SEED)
    assert not done.is_restored
    assert len(done.selected) == 3
    assert Broken("party", "city", 2, 2, 1) in done.broken


def test_several_withdraw_at_once_and_one_after_the_other() -> None:
    problem = town(3, 60, 12, (2, 3), width=2)
    allocation = allocate(problem)
    members = list(draw(allocation.lottery, allocation.program.units, SEED).selected)
    gone: list[str] = []
    for number in range(3):
        leaving = members[:2]
        done = replace_withdrawn(problem, members, leaving, SEED, number=number, gone=gone)
        assert done.is_restored
        assert keeps(problem, frozenset(done.selected))
        assert set(members) - set(leaving) <= set(done.selected)
        assert not set(done.admitted) & {*gone, *leaving}
        gone += leaving
        members = list(done.selected)


def test_the_same_seed_replaces_alike_and_another_step_of_the_chain_differently() -> None:
    people, rules = parties({"city": 40}, city=(0, 5))
    problem = Problem(people, 5, rules)
    members = [f"city{i}" for i in range(5)]
    first = replace_withdrawn(problem, members, ["city0"], SEED)
    assert first == replace_withdrawn(problem, members, ["city0"], SEED)
    others = {
        replace_withdrawn(problem, members, ["city0"], SEED, number=n).admitted for n in range(8)
    }
    assert len(others) > 3


def test_replacement_is_fair_among_those_who_could_come() -> None:
    people, rules = parties({"city": 6, "ngo": 2}, city=(1, 2), ngo=(1, 2))
    problem = Problem(people, 3, rules)
    seen = Counter(
        replace_withdrawn(problem, ["city0", "city1", "ngo0"], ["city1"], Seed(str(n))).admitted
        for n in range(300)
    )
    # Anyone who waits keeps the rules: four of the city and one of the associations.
    assert len(seen) == 5
    assert min(seen.values()) > 35
    assert max(seen.values()) < 90


def test_only_alternates_are_called_where_there_are_any() -> None:
    people, rules = parties({"city": 9}, city=(0, 3))
    done = replace_withdrawn(
        Problem(people, 3, rules),
        ["city0", "city1", "city2"],
        ["city0"],
        SEED,
        alternates=["city8"],
    )
    assert done.admitted == ("city8",)


def test_a_place_that_nobody_can_fill_is_told() -> None:
    people, rules = parties({"city": 3}, city=(0, 3))
    done = replace_withdrawn(
        Problem(people, 3, rules), ["city0", "city1", "city2"], ["city0"], SEED
    )
    assert done.broken == ()
    assert done.empty == 1
    assert not done.is_restored
    assert [message.code for message in done.messages()] == ["replace.empty"]


def test_a_ceiling_beyond_any_number_does_not_hinder_a_replacement() -> None:
    people, rules = parties({"city": 4}, city=(0, 10**30))
    assert replace_withdrawn(
        Problem(people, 2, rules), ["city0", "city1"], ["city0"], SEED
    ).admitted


def test_those_who_withdrew_are_neither_called_nor_counted_as_waiting() -> None:
    people, rules = parties({"city": 4, "ngo": 1}, city=(2, 2), ngo=(1, 1))
    problem, members = Problem(people, 3, rules), ["city1", "city2", "ngo0"]
    assert "city0" not in waiting_order(problem, members, SEED, gone=["city0"])
    # One of two is left to be called for the city, not one of three.
    assert call_chances(problem, members, gone=["city0"])["city3"] == pytest.approx(2 / 3)
    found = choose_alternates(problem, members, 3, {"city1": 0.5}, SEED, gone=["city0"])
    assert "city0" not in found.people


def test_a_member_whose_team_mate_withdrew_still_counts() -> None:
    people, rules = parties({"city": 3, "ngo": 3}, city=(1, 1), ngo=(1, 1))
    problem = Problem(people, 2, rules, teams=(Team("t", ("city0", "ngo0")),))
    # ngo0 left the team, ngo1 came: only somebody of the city can follow city0.
    chances = call_chances(problem, ["city0", "ngo1"], {"city0": 1.0}, gone=["ngo0"])
    assert chances["city1"] == pytest.approx(1 / 2)
    assert chances["ngo2"] == 0


def test_as_many_alternates_as_are_asked_for_though_fewer_would_do() -> None:
    people, rules = parties({"city": 6, "ngo": 2}, city=(1, 2), ngo=(1, 1))
    problem = Problem(people, 3, rules)
    found = choose_alternates(problem, ["city0", "city1", "ngo0"], 4, {}, SEED)
    assert len(found.people) == 4
    everybody = choose_alternates(problem, ["city0", "city1", "ngo0"], 40, {}, SEED)
    assert len(everybody.people) == 5


def test_alternates_of_a_large_pool_need_little_memory() -> None:
    import tracemalloc

    problem = town(7, 400, 40, (2, 4, 3, 5))
    members = [person.id for person in problem.people[:40]]
    tracemalloc.start()
    choose_alternates(problem, members, 5, dict.fromkeys(members, 0.1), SEED, seconds=2.0)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 100e6


def test_somebody_who_is_no_member_cannot_withdraw() -> None:
    people, rules = parties({"city": 3}, city=(0, 3))
    with pytest.raises(ValueError, match="city2"):
        replace_withdrawn(Problem(people, 1, rules), ["city0"], ["city2"], SEED)


def test_a_team_that_waits_comes_whole_or_not_at_all() -> None:
    people, rules = parties({"city": 5}, city=(0, 5))
    problem = Problem(people, 2, rules, teams=(Team("t", ("city3", "city4")),))
    for number in range(20):
        done = replace_withdrawn(problem, ["city0", "city1"], ["city0"], SEED, number=number)
        assert done.admitted == ("city2",)


def test_the_waiting_list_calls_those_first_whom_the_rules_need() -> None:
    people, rules = parties({"city": 3, "ngo": 8}, city=(2, 2), ngo=(1, 1))
    problem = Problem(people, 3, rules)
    chances = call_chances(problem, ["city0", "city1", "ngo0"])
    # A city member is twice as likely to withdraw, and only one more city waits.
    assert chances["city2"] == pytest.approx(2 / 3)
    assert chances["ngo3"] == pytest.approx(1 / 3 / 7)
    first = Counter(
        waiting_order(problem, ["city0", "city1", "ngo0"], Seed(str(n)))[0] for n in range(300)
    )
    assert 150 < first["city2"] < 250


def test_dropout_probabilities_move_the_waiting_list() -> None:
    people, rules = parties({"city": 3, "ngo": 3}, city=(2, 2), ngo=(1, 1))
    problem = Problem(people, 3, rules)
    risk = {"ngo0": 0.9, "city0": 0.0, "city1": 0.0}
    chances = call_chances(problem, ["city0", "city1", "ngo0"], risk)
    assert chances["city2"] == 0
    assert chances["ngo1"] == pytest.approx(1 / 2)


def test_everybody_who_waits_stands_on_the_list_once() -> None:
    problem = town(5, 50, 10, (2, 3))
    allocation = allocate(problem)
    members = draw(allocation.lottery, allocation.program.units, SEED).selected
    order = waiting_order(problem, members, SEED)
    assert sorted([*order, *members]) == sorted(p.id for p in problem.people)


def test_alternates_mend_what_is_likely_to_break() -> None:
    people, rules = parties({"city": 6, "ngo": 6}, city=(2, 2), ngo=(2, 2))
    problem = Problem(people, 4, rules)
    members = ["city0", "city1", "ngo0", "ngo1"]
    found = choose_alternates(problem, members, 2, {"ngo0": 0.9, "ngo1": 0.9}, SEED)
    assert len(found.people) == 2
    assert all(person.startswith("ngo") for person in found.people)
    assert found.loss == 0
    assert found.loss_without > 1


def test_the_replaceable_lottery_keeps_the_chances_and_is_easier_to_mend() -> None:
    problem = town(2, 60, 14, (2, 4, 3, 3), width=1)
    plain, mended = allocate(problem), allocate(problem, is_replaceable=True)
    for person, chance in plain.chances.items():
        assert float(mended.chances[person]) == pytest.approx(float(chance), abs=1e-6)

    def expected(found: object) -> float:
        lottery = found.lottery
        worth = [replaceability(found.program, panel) for panel in lottery.panels]
        return sum(w * s for w, s in zip(worth, lottery.shares, strict=True)) / lottery.tickets

    assert expected(mended) > expected(plain) + 0.05


def test_first_come_first_served_keeps_places_for_floors() -> None:
    people, rules = parties({"city": 5, "ngo": 2}, city=(0, 4), ngo=(2, 4))
    door = Door(4, rules)
    city = people[:5]
    assert admit(door, city[:1], city[1], NOON).is_admitted
    refused = admit(door, city[:2], city[2], NOON)
    assert (refused.is_admitted, refused.code) == (False, "online.reserved")
    assert admit(door, city[:2], people[5], NOON).is_admitted


def test_a_floor_is_released_on_its_date() -> None:
    people, rules = parties({"city": 5, "ngo": 2}, city=(0, 4), ngo=(2, 4))
    door = Door(4, rules, release={"party": NOON})
    before = datetime(2024, 5, 6, 11, 59, tzinfo=UTC)
    assert not admit(door, people[:2], people[2], before).is_admitted
    assert admit(door, people[:2], people[2], NOON).is_admitted


def test_the_ceiling_the_last_place_and_the_household_are_refusals_with_a_reason() -> None:
    people, rules = parties({"city": 5, "ngo": 2}, city=(0, 1), ngo=(0, 4))
    home = Limit("home", ("ngo0", "ngo1"))
    door = Door(3, rules, limits=(home,))
    assert admit(door, people[:1], people[1], NOON).code == "online.ceiling"
    assert admit(door, [people[5]], people[6], NOON).code == "online.limit"
    assert admit(Door(1, rules), [people[5]], people[0], NOON).code == "online.full"
    assert "1" in admit(door, people[:1], people[1], NOON).text("et")


def test_with_a_known_list_integer_programming_looks_further_than_single_questions() -> None:
    def person(name: str, party: str, county: str) -> Person:
        return Person(name, {"party": party, "county": county})

    rules = (
        Rule("party", "ngo", 1),
        Rule("party", "city", 0),
        Rule("county", "south", 1),
        Rule("county", "north", 0),
    )
    door = Door(2, rules)
    arriving = person("a", "city", "north")
    both = person("b", "ngo", "south")
    apart = [person("c", "ngo", "north"), person("d", "city", "south")]
    # One place would be left for both floors: only somebody of both can fill it.
    assert admit(door, [], arriving, NOON).is_admitted
    assert admit(door, [], arriving, NOON, known=[arriving, both, *apart]).is_admitted
    assert not admit(door, [], arriving, NOON, known=[arriving, *apart]).is_admitted


def test_a_team_is_admitted_whole_or_not_at_all() -> None:
    people, rules = parties({"city": 5}, city=(0, 4))
    assert admit(Door(2, rules), (), people[:2], NOON).is_admitted
    assert admit(Door(2, rules), people[:1], people[1:3], NOON).code == "online.full"
