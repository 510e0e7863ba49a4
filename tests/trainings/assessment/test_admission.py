"""Which teams are admitted: the very set that the rule in words names, found by trying all."""

from collections import Counter
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from loim.trainings.logic.assessment.admission import Candidate, Representation, admit
from loim.trainings.logic.teams.reasons import Reason


def teams(*counties: str) -> list[Candidate]:
    return [Candidate(place, county) for place, county in enumerate(counties, start=1)]


def by_trying_all(
    in_order: list[Candidate], rules: Representation, already: tuple[str, ...] = ()
) -> tuple[int, ...]:
    best: tuple[int, tuple[int, ...]] | None = None
    chosen: tuple[int, ...] = ()
    for size in range(len(in_order) + 1):
        for some in combinations(in_order, size):
            have = Counter([*already, *(one.county for one in some)])
            if have.total() > rules.room and some:
                continue
            if any(have[one.county] > rules.ceiling(one.county) for one in some):
                continue
            missing = sum(max(0, floor - have[c]) for c, floor in rules.floors.items())
            # 0 where the team is in: the smallest is the one with the best teams in it.
            without = tuple(0 if one in some else 1 for one in in_order)
            if best is None or (missing, without) < best:
                best, chosen = (missing, without), tuple(one.team for one in some)
    return chosen


def test_without_rules_the_best_are_admitted_and_the_rest_wait_in_their_order() -> None:
    found = admit(teams("a", "a", "b", "c"), Representation(2))

    assert (found.admitted, found.waiting) == ((1, 2), (3, 4))
    assert found.reasons == {1: Reason.BY_RANK, 2: Reason.BY_RANK, 3: Reason.FULL, 4: Reason.FULL}


def test_a_county_that_is_full_leaves_room_to_others() -> None:
    found = admit(teams("a", "a", "a", "b"), Representation(3, most_per_county=2))

    assert found.admitted == (1, 2, 4)
    assert found.reasons[3] == Reason.COUNTY_FULL


def test_a_place_is_kept_for_the_county_that_must_be_there() -> None:
    found = admit(teams("a", "a", "a", "b"), Representation(2, floors={"b": 1}))

    assert found.admitted == (1, 4)
    assert found.reasons[2] == Reason.KEPT_FOR_COUNTY
    assert found.reasons[4] == Reason.FOR_COUNTY


def test_a_floor_that_nobody_can_fill_costs_nobody_a_place() -> None:
    found = admit(teams("a", "a"), Representation(2, floors={"b": 1}))

    assert (found.admitted, found.missing) == ((1, 2), 1)


def test_whoever_takes_a_freed_place_keeps_the_same_rule() -> None:
    rules = Representation(3, most_per_county=2, floors={"b": 1})

    assert admit(teams("a", "c", "b"), rules, ["a", "a"]).admitted == (3,)
    assert admit(teams("a", "c"), rules, ["a", "a"]).admitted == (2,)
    assert admit(teams("a", "c"), rules, ["a", "b"]).admitted == (1,)
    assert admit(teams("a"), rules, ["a", "a", "b"]).admitted == ()


counties = st.sampled_from("abcd")
some_rules = st.builds(
    Representation,
    room=st.integers(1, 6),
    most_per_county=st.none() | st.integers(1, 3),
    floors=st.dictionaries(counties, st.integers(0, 3), max_size=3),
    ceilings=st.dictionaries(counties, st.integers(0, 3), max_size=3),
)


@settings(max_examples=400, deadline=None)
@given(st.lists(counties, max_size=8), some_rules, st.lists(counties, max_size=2))
def test_the_set_is_the_one_that_trying_all_finds(
    of: list[str], rules: Representation, already: list[str]
) -> None:
    found = admit(teams(*of), rules, already)

    assert found.admitted == by_trying_all(teams(*of), rules, tuple(already))
    assert sorted([*found.admitted, *found.waiting]) == [one.team for one in teams(*of)]
    assert set(found.reasons) == {one.team for one in teams(*of)}


@settings(deadline=None)
@given(st.lists(counties, max_size=8), some_rules)
def test_ceilings_and_room_are_never_broken(of: list[str], rules: Representation) -> None:
    found = admit(teams(*of), rules)

    have = Counter(of[team - 1] for team in found.admitted)
    assert have.total() <= rules.room
    assert all(number <= rules.ceiling(county) for county, number in have.items())
