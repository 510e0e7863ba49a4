"""First come, first served: who has a place, who waits, and what a release changes."""

from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairplaces.errors import BadInput
from fairplaces.problem import Person, Rule
from fairplaces.reading.arrivals import moment, read_arrivals
from fairplaces.reading.columns import Columns
from fairplaces.waiting.door import Door
from fairplaces.waiting.online import admit
from fairplaces.waiting.queue import Arrival, admit_in_order

NOON = datetime(2024, 5, 6, 12, tzinfo=UTC)


def person(name: str, **answers: str) -> Person:
    return Person(name, answers)


def queue(*letters: str) -> list[Arrival]:
    return [
        Arrival((person(f"{letter}{i}", party=letter),), NOON + timedelta(minutes=i))
        for i, letter in enumerate(letters)
    ]


def test_those_who_wait_are_asked_in_their_order_when_floors_are_released() -> None:
    rules = (Rule("party", "c", 0, 4), Rule("party", "n", 2, 4))
    door = Door(4, rules, release={"party": NOON + timedelta(hours=1)})
    arrivals = [*queue("c", "c", "c", "n", "c")]
    late = Arrival((person("c9", party="c"),), NOON + timedelta(hours=2))
    found = admit_in_order(door, [*arrivals, late])
    told = [(one.answer.code, one.admitted_at is not None) for one in found]
    assert told == [
        ("online.admitted", True),
        ("online.admitted", True),
        ("online.reserved", True),  # came third, waited for the release
        ("online.admitted", True),
        ("online.reserved", False),
        ("online.full", False),
    ]
    assert found[2].admitted_at == NOON + timedelta(hours=1)


def test_releases_after_the_last_arrival_are_followed_as_far_as_asked() -> None:
    rules = (Rule("party", "c", 0, 2), Rule("party", "n", 1, 2))
    door = Door(2, rules, release={("party", "n"): NOON + timedelta(hours=1)})
    arrivals = queue("c", "c")
    assert admit_in_order(door, arrivals)[1].admitted_at is None
    later = admit_in_order(door, arrivals, until=NOON + timedelta(hours=1))
    assert later[1].admitted_at == NOON + timedelta(hours=1)


def test_ceilings_of_one_question_leave_no_room_for_the_floors_of_another() -> None:
    # Five places, but the counties take four; two of them must be associations.
    rules = (
        Rule("party", "city", 0, 5),
        Rule("party", "ngo", 2, 5),
        Rule("county", "north", 0, 2),
        Rule("county", "south", 0, 2),
    )
    door = Door(5, rules)
    inside = [
        person("a", party="city", county="north"),
        person("b", party="city", county="south"),
    ]
    third = person("c", party="city", county="north")
    assert admit(door, inside, third, NOON).code == "online.reserved"
    assert admit(door, inside, person("d", party="ngo", county="north"), NOON).is_admitted


def test_somebody_a_floor_needs_is_let_in_even_where_it_is_out_of_reach_already() -> None:
    rules = (Rule("party", "city", 0, 3), Rule("party", "ngo", 3, 3))
    inside = [person("a", party="city"), person("b", party="city")]
    assert admit(Door(3, rules), inside, person("n", party="ngo"), NOON).is_admitted
    refused = admit(Door(4, rules), inside, person("c", party="city"), NOON)
    assert refused.code == "online.reserved"


ANSWERS = list(product("ab", "xy"))


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(
    st.lists(st.sampled_from(ANSWERS), max_size=5),
    st.sampled_from(ANSWERS),
    st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3)), min_size=4, max_size=4),
)
def test_nobody_is_refused_unless_floors_would_get_out_of_reach(
    inside: list[tuple[str, str]], arriving: tuple[str, str], bounds: list[tuple[int, int]]
) -> None:
    places = 5
    names = [("p", "a"), ("p", "b"), ("q", "x"), ("q", "y")]
    rules = tuple(
        Rule(question, answer, low, low + more)
        for (question, answer), (low, more) in zip(names, bounds, strict=True)
    )

    def people(pairs: list[tuple[str, str]]) -> list[Person]:
        return [person(f"i{n}", p=p, q=q) for n, (p, q) in enumerate(pairs)]

    def shortfall(pairs: list[tuple[str, str]]) -> int | None:
        # Counted by trying everybody who might still come; None: a ceiling is broken.
        best = None
        for more in range(places - len(pairs) + 1):
            for coming in product(ANSWERS, repeat=more):
                all_of_them = [*pairs, *coming]
                have = [
                    sum(pair[k // 2] == a for pair in all_of_them) for k, (_, a) in enumerate(names)
                ]
                if any(h > (r.ceiling or 0) for h, r in zip(have, rules, strict=True)):
                    continue
                missing = sum(max(0, r.floor - h) for h, r in zip(have, rules, strict=True))
                best = missing if best is None else min(best, missing)
        return best

    if len(inside) >= places or shortfall(inside) is None:
        return
    before, after = shortfall(inside), shortfall([*inside, arriving])
    answer = admit(
        Door(places, rules), people(inside), person("new", p=arriving[0], q=arriving[1]), NOON
    )
    if before == 0:
        assert answer.is_admitted == (after == 0)


def files(tmp_path: Path, people: str, rules: str) -> tuple[Path, Path]:
    (tmp_path / "p.csv").write_text(people, encoding="utf-8")
    (tmp_path / "r.csv").write_text(rules, encoding="utf-8")
    return tmp_path / "p.csv", tmp_path / "r.csv"


RULES = "category,feature,min,max,release\nparty,city,0,3,\nparty,ngo,1,3,06.05.2024 13:00\n"
PEOPLE = "id,party,time,team\na,city,2024-05-06 12:00,\nb,city,2024-05-06 12:01,t\n"


def test_arrivals_are_read_with_times_teams_and_releases(tmp_path: Path) -> None:
    people = PEOPLE + "c,ngo,2024-05-06 12:02,\nd,ngo,2024-05-06 12:03,t\n"
    door, arrivals = read_arrivals(*files(tmp_path, people, RULES), 3, columns=Columns(team="team"))
    # The team came when its last member came.
    assert [[p.id for p in one.people] for one in arrivals] == [["a"], ["c"], ["b", "d"]]
    assert arrivals[0].at == NOON
    assert door.floor(door.rules[1], NOON) == 1
    assert door.floor(door.rules[1], NOON + timedelta(hours=1)) == 0


@pytest.mark.parametrize(
    ("people", "rules", "code", "row"),
    [
        (PEOPLE.replace("12:01", "11:59"), RULES, "input.time_order", 3),
        (PEOPLE.replace("2024-05-06 12:01", "noon"), RULES, "input.not_a_time", 3),
        (PEOPLE, RULES.replace("06.05.2024 13:00", "soon"), "input.not_a_time", 3),
        (PEOPLE.replace(",time", ",when"), RULES, "input.missing_column", 1),
        (PEOPLE, RULES.replace("ngo,1,3", "ngo,4,4"), "input.floors_over_places", 2),
        (PEOPLE, RULES.replace("ngo,1,3", "ngo,3,2"), "input.floor_over_ceiling", 3),
        (PEOPLE + "a,ngo,2024-05-06 12:02,\n", RULES, "input.duplicate_id", 4),
    ],
)
def test_bad_arrivals_name_row_and_column(
    tmp_path: Path, people: str, rules: str, code: str, row: int
) -> None:
    with pytest.raises(BadInput) as caught:
        read_arrivals(*files(tmp_path, people, rules), 3)
    assert (caught.value.problems[0].code, caught.value.problems[0].row) == (code, row)


def test_moments_are_read_in_the_ways_people_write_them() -> None:
    for text in ("2024-05-06 12:00", "2024-05-06T15:00+03:00", "06.05.2024 12:00"):
        assert moment("x", 1, "time", text) == NOON
