"""The rule of a team: two of the municipality, two of the community, four in all."""

from hypothesis import given
from hypothesis import strategies as st

from loim.trainings.logic.teams.composition import (
    PartyRule,
    Rule,
    Wanted,
    has_room,
    keeps,
    wanted,
)

TWO_AND_TWO = Rule(4, None, (PartyRule("municipality", 2), PartyRule("community", 2)))
PARTIES = st.sampled_from(["municipality", "community", "state"])


def test_two_and_two_keep_the_rule() -> None:
    assert keeps(TWO_AND_TWO, ["municipality", "community", "municipality", "community"])


def test_what_is_wanted_is_said_by_party() -> None:
    assert wanted(TWO_AND_TWO, ["municipality", "municipality", "community"]) == [
        Wanted("community", 1)
    ]


def test_an_empty_team_wants_two_of_each_and_not_four_more() -> None:
    assert wanted(TWO_AND_TWO, []) == [Wanted("municipality", 2), Wanted("community", 2)]


def test_four_of_one_party_are_not_a_team() -> None:
    assert wanted(TWO_AND_TWO, ["municipality"] * 4) == [Wanted("community", 2)]


def test_whom_anybody_may_fill_is_asked_for_beside_the_parties() -> None:
    of_six = Rule(6, None, (PartyRule("municipality", 2),))

    assert wanted(of_six, ["community", "community"]) == [
        Wanted("municipality", 2),
        Wanted("", 2),
    ]


def test_too_many_is_said_too() -> None:
    small = Rule(2, 3, (PartyRule("state", 0, 1),))

    assert wanted(small, ["state", "state", "community", "community"]) == [
        Wanted("state", 1, is_too_many=True),
        Wanted("", 1, is_too_many=True),
    ]
    assert not has_room(small, ["state"], "state")
    assert has_room(small, ["state"], "community")
    assert not has_room(small, ["state", "community", "community"], "community")


@given(st.lists(PARTIES, max_size=9))
def test_whoever_adds_exactly_what_is_wanted_has_a_team(people: list[str]) -> None:
    added = [
        one.party or "community" for one in wanted(TWO_AND_TWO, people) for _ in range(one.number)
    ]

    assert keeps(TWO_AND_TWO, [*people, *added])


@given(st.lists(PARTIES, max_size=9), st.randoms())
def test_the_order_in_which_they_came_does_not_matter(people: list[str], chance) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(people)
    chance.shuffle(shuffled)

    assert wanted(TWO_AND_TWO, people) == wanted(TWO_AND_TWO, shuffled)
