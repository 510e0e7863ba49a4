from datetime import date, timedelta
from itertools import product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loim.networks.logic.bodies import applicant_states, call_states, question_states
from loim.networks.logic.bodies.rules import (
    Contradiction,
    Rule,
    contradictions,
    merged,
    party_rules,
    seat_for,
)

SLOW_MACHINE = settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
DAY = date(2024, 5, 1)
parties = st.lists(st.sampled_from(["", "resident", "community", "student"]), max_size=8)


def test_floors_above_the_seats_contradict() -> None:
    rules = [Rule("gender", "female", 2), Rule("gender", "male", 2)]

    found = contradictions(rules, 3, {})

    assert found == [Contradiction("floors", "gender", 4, 3)]


def test_ceilings_leave_seats_empty_only_where_every_answer_has_one() -> None:
    rules = [Rule("gender", "female", 0, 1), Rule("gender", "male", 0, 1)]

    assert contradictions(rules, 3, {"gender": ["female", "male"]}) == [
        Contradiction("ceilings", "gender", 2, 3)
    ]
    assert contradictions(rules, 3, {"gender": ["female", "male", "other"]}) == []


def test_what_is_called_impossible_can_never_be_drawn_and_the_rest_can() -> None:
    """With as many applicants of each answer as one could wish for: tried by counting."""
    for seats, floor, other, more, room in product(
        range(1, 5), range(4), range(4), range(5), range(5)
    ):
        most, others_most = floor + more, other + room
        rules = [Rule("g", "f", floor, most), Rule("g", "m", other, others_most)]

        is_possible = any(
            floor <= number <= most and other <= seats - number <= others_most
            for number in range(seats + 1)
        )

        assert is_possible == (contradictions(rules, seats, {"g": ["f", "m"]}) == [])


@SLOW_MACHINE
@given(parties)
def test_the_seats_parties_ask_for_as_many_as_there_are_seats(seats: list[str]) -> None:
    rules = party_rules(seats)

    assert contradictions(rules, len(seats), {}) == []
    assert all(rule.floor == seats.count(rule.value) for rule in rules)
    assert bool(rules) == (len(set(seats)) > 1)


@SLOW_MACHINE
@given(parties, st.randoms(use_true_random=False))
def test_whoever_keeps_the_parties_rules_finds_a_seat(seats: list[str], random: object) -> None:
    """Everybody of a party with a floor takes their party's seat, the rest anybody's."""
    free = list(enumerate(seats))
    for party in sorted(seats, key=lambda _seat: random.random()):  # type: ignore[attr-defined]
        taken = seat_for(party, free)
        assert taken is not None
        free = [one for one in free if one[0] != taken]
    assert free == []


def test_nobody_takes_another_partys_seat() -> None:
    assert seat_for("student", [(1, "resident")]) is None


def test_two_rules_about_one_answer_are_the_stricter_of_both() -> None:
    found = merged([Rule("party", "resident", 1, 5), Rule("party", "resident", 2, None)])

    assert found == [Rule("party", "resident", 2, 5)]


def test_no_step_leads_out_of_an_end() -> None:
    for state in ("settled", "cancelled"):
        assert not any(call_states.state_after(state, step) for step in call_states.CallStep)
    for state in ("accepted", "refused", "declined"):
        steps = applicant_states.ApplicantStep
        assert not any(applicant_states.state_after(state, step) for step in steps)
    withdrawn = question_states.QuestionStep
    assert not any(question_states.state_after("withdrawn", step) for step in withdrawn)


def test_who_is_late_and_the_day_itself_is_in_time() -> None:
    later = DAY + timedelta(days=1)

    assert question_states.owes("asked", DAY, None, DAY) == ""
    assert question_states.owes("asked", DAY, None, later) == "body"
    assert question_states.owes("opinion", DAY, DAY, DAY) == ""
    assert question_states.owes("opinion", DAY, DAY, later) == "city"
    assert question_states.owes("answered", DAY, DAY, later) == ""
