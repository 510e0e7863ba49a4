"""Nobody is ever in two places, whatever is planned."""

from datetime import UTC, datetime, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from loim.visits.logic.itinerary import Clash, Stop, itineraries

START = datetime(2023, 11, 15, 7, tzinfo=UTC)
PEOPLE = tuple(range(1, 7))
GROUPS = (1, 2)


def stop(key: int, begins: int, ends: int, **who: object) -> Stop:
    """Hours after the day's beginning."""
    return Stop(key, START + timedelta(hours=begins), START + timedelta(hours=ends), **who)  # type: ignore[arg-type]


@st.composite
def plans(draw: st.DrawFn) -> tuple[list[Stop], dict[int, int]]:
    """Legs of any kind at any time, people in groups or in none."""
    stops = []
    for key in range(draw(st.integers(0, 10))):
        begins = draw(st.integers(0, 20))
        ends = begins + draw(st.integers(1, 6))
        who = draw(st.sampled_from(["everybody", "groups", "named"]))
        stops.append(
            stop(
                key,
                begins,
                ends,
                is_for_everybody=who == "everybody",
                groups=frozenset(draw(st.sets(st.sampled_from(GROUPS))))
                if who == "groups"
                else frozenset(),
                named=frozenset(draw(st.sets(st.sampled_from(PEOPLE)))),
            )
        )
    members = draw(st.dictionaries(st.sampled_from(PEOPLE), st.sampled_from(GROUPS)))
    return stops, members


@given(plans())
def test_nobody_is_in_two_places(plan: tuple[list[Stop], dict[int, int]]) -> None:
    stops, members = plan
    found = itineraries(stops, PEOPLE, members)

    by_key = {one.key: one for one in stops}
    for keys in found.legs.values():
        assert not any(by_key[a].overlaps(by_key[b]) for a, b in combinations(keys, 2))


@given(plans())
def test_whatever_is_for_somebody_is_in_their_itinerary_or_something_else_is_at_that_time(
    plan: tuple[list[Stop], dict[int, int]],
) -> None:
    stops, members = plan
    found = itineraries(stops, PEOPLE, members)

    by_key = {one.key: one for one in stops}
    for person in PEOPLE:
        own = [by_key[key] for key in found.legs[person]]
        for one in stops:
            if one.reason_for(person, members.get(person)) is not None and one not in own:
                assert any(one.overlaps(other) for other in own)
        assert all(one.reason_for(person, members.get(person)) is not None for one in own)


@given(plans())
def test_people_of_a_leg_and_legs_of_a_person_say_the_same(
    plan: tuple[list[Stop], dict[int, int]],
) -> None:
    stops, members = plan
    found = itineraries(stops, PEOPLE, members)

    from_people = {(person, key) for person, keys in found.legs.items() for key in keys}
    from_legs = {(person, key) for key, people in found.people.items() for person in people}
    assert from_people == from_legs


@given(plans())
def test_a_clash_is_between_two_that_overlap_and_one_of_them_is_gone_to(
    plan: tuple[list[Stop], dict[int, int]],
) -> None:
    stops, members = plan
    found = itineraries(stops, PEOPLE, members)

    by_key = {one.key: one for one in stops}
    for clash in found.clashes:
        assert clash.goes in found.legs[clash.person]
        assert clash.misses not in found.legs[clash.person]
        assert by_key[clash.goes].overlaps(by_key[clash.misses])


def test_whoever_is_named_elsewhere_is_missed_by_nobody() -> None:
    stops = [stop(1, 2, 4), stop(2, 3, 5, is_for_everybody=False, named=frozenset({1}))]

    found = itineraries(stops, [1, 2], {})

    assert found.legs == {1: (2,), 2: (1,)}
    assert found.clashes == ()


def test_a_group_goes_before_everybody_and_that_is_a_clash_to_be_put_right() -> None:
    stops = [stop(1, 2, 4), stop(2, 3, 5, is_for_everybody=False, groups=frozenset({7}))]

    found = itineraries(stops, [1, 2], {1: 7})

    assert found.legs == {1: (2,), 2: (1,)}
    assert found.clashes == (Clash(1, goes=2, misses=1),)


def test_one_that_begins_when_the_other_ends_is_no_clash() -> None:
    found = itineraries([stop(1, 2, 4), stop(2, 4, 5)], [1], {})

    assert found.legs == {1: (1, 2)}
    assert found.clashes == ()
