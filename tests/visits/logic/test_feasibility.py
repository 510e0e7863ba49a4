"""What does not fit is found, and only that."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from loim.visits.logic.feasibility import Found, Planned, Problem, problems
from loim.visits.logic.itinerary import Itineraries, Stop, itineraries
from loim.visits.logic.towns import minutes_between

DAY = date(2023, 11, 15)
ALL = frozenset({1, 2, 3})


def leg(key: int, start: str, end: str, kind: str = "meeting", **fields: object) -> Planned:
    first = datetime.fromisoformat(f"{DAY}T{start}").replace(tzinfo=UTC)
    last = datetime.fromisoformat(f"{DAY}T{end}").replace(tzinfo=UTC)
    fields.setdefault("begins_in", "Narva")
    fields.setdefault("ends_in", fields["begins_in"])
    return Planned(key, kind, first, last if last > first else last + timedelta(days=1), **fields)  # type: ignore[arg-type]


def found(*legs: Planned, people: frozenset[int] = ALL) -> list[Found]:
    ways = itineraries([Stop(one.key, one.start, one.end) for one in legs], people, {})
    return problems(list(legs), ways, days=[DAY], minutes_between=minutes_between)


def test_a_plan_that_fits_has_no_problems() -> None:
    assert (
        found(
            leg(1, "09:00", "10:00", places=3),
            leg(2, "10:00", "10:45", "transport", ends_in="Sillamäe", places=3),
            leg(3, "10:45", "12:00", begins_in="Sillamäe"),
            leg(4, "22:00", "07:00", "night", begins_in="Sillamäe", places=3),
        )
        == []
    )


def test_between_two_towns_there_has_to_be_the_time_that_the_way_takes() -> None:
    [one] = found(leg(1, "09:00", "10:00"), leg(2, "10:15", "11:00", begins_in="Sillamäe"))

    assert one.problem == Problem.TRAVEL
    assert (one.keys, one.people, one.available) == ((1, 2), ALL, 15)
    assert one.needed == minutes_between("Narva", "Sillamäe")


def test_a_ride_takes_as_long_as_the_way() -> None:
    [one] = found(leg(1, "09:00", "09:10", "transport", ends_in="Jõhvi"))

    assert (one.problem, one.available) == (Problem.SHORT_RIDE, 10)


def test_seats_beds_and_room_are_counted() -> None:
    assert [
        (one.problem, one.needed, one.available)
        for one in found(
            leg(1, "09:00", "10:00", "transport", ends_in="Narva", places=2),
            leg(2, "11:00", "12:00", places=1),
            leg(3, "22:00", "07:00", "night", places=2),
        )
    ] == [
        (Problem.SEATS, 3, 2),
        (Problem.HOST_CAPACITY, 3, 1),
        (Problem.BEDS, 3, 2),
    ]


def test_exactly_full_is_not_too_full() -> None:
    assert found(leg(1, "09:00", "10:00", places=3)) == []


def test_who_has_no_bed_is_told_where_others_have_one() -> None:
    night = leg(1, "22:00", "07:00", "night")
    ways = itineraries(
        [Stop(1, night.start, night.end, is_for_everybody=False, named=frozenset({1, 2}))], ALL, {}
    )

    [one] = problems([night], ways, days=[DAY], minutes_between=minutes_between)

    assert (one.problem, one.people) == (Problem.NO_BED, frozenset({3}))


def test_a_day_that_is_none_of_the_visit_and_a_leg_for_nobody() -> None:
    one = leg(1, "09:00", "10:00")
    ways = itineraries([Stop(1, one.start, one.end, is_for_everybody=False)], ALL, {})

    assert [
        each.problem for each in problems([one], ways, days=[], minutes_between=minutes_between)
    ] == [Problem.NOBODY, Problem.OUTSIDE_DAYS]


def test_before_anybody_has_a_place_nobody_is_missed() -> None:
    assert found(leg(1, "09:00", "10:00"), people=frozenset()) == []


def test_two_at_once_are_told_together_for_all_whom_they_concern() -> None:
    two = [one for one in found(leg(1, "09:00", "11:00"), leg(2, "10:00", "12:00"))
           if one.problem == Problem.TWO_PLACES]  # fmt: skip

    assert two == [Found(Problem.TWO_PLACES, (1, 2), ALL)]


@given(st.lists(st.tuples(st.integers(0, 22), st.integers(1, 3)), max_size=8), st.integers(0, 3))
def test_no_more_people_than_places_is_never_a_problem_of_places(
    times: list[tuple[int, int]], number: int
) -> None:
    start = datetime(2023, 11, 15, tzinfo=UTC)
    legs = [
        Planned(
            key, "meeting", start + timedelta(hours=b), start + timedelta(hours=b + n), places=3
        )
        for key, (b, n) in enumerate(times)
    ]
    people = range(number)
    ways: Itineraries = itineraries([Stop(one.key, one.start, one.end) for one in legs], people, {})

    kinds = {
        one.problem for one in problems(legs, ways, days=[DAY], minutes_between=minutes_between)
    }

    assert Problem.HOST_CAPACITY not in kinds
