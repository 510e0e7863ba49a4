"""The waiting list in the order of promotion, and who is next if somebody leaves."""

from hypothesis import given, settings

from loim.events.logic.places.outlook import next_if_one_leaves, order_of_promotion
from loim.events.logic.places.promotion import settle
from loim.events.logic.places.reasons import Reason
from loim.events.logic.places.rules import Rule, Rules, Unit
from tests.events.logic.places.situations import (
    NOW,
    Situation,
    person,
    single,
    situations,
    tally_of,
)

COMMUNITY, STATE = ("party", "community"), ("party", "state")


@given(situations())
@settings(max_examples=150, deadline=None)
def test_everybody_who_waits_stands_in_it_once(situation: Situation) -> None:
    settled = settle(situation.rules, situation.tally, situation.queue, NOW)
    waiting = [unit for unit, _obstacle in settled.waiting]

    turns = order_of_promotion(situation.rules, settled.tally, waiting, NOW)

    assert sorted(turn.unit.key for turn in turns) == sorted(unit.key for unit in waiting)
    assert all(turn.hindered is not None for turn in turns)


def test_without_rules_it_is_the_queue() -> None:
    held = tally_of([person(9, STATE)])

    turns = order_of_promotion(Rules(1), held, [single(1), single(2), single(3)], NOW)

    assert [(turn.unit.key, turn.given and turn.given.reason) for turn in turns] == [
        (1, Reason.IN_TURN),
        (2, Reason.IN_TURN),
        (3, Reason.IN_TURN),
    ]


def test_an_unmet_floor_comes_before_the_queue() -> None:
    rules = Rules(2, (Rule("party", "community", floor=1),))
    held = tally_of([person(8, STATE), person(9, STATE)])
    queue = [single(1, STATE), single(2, COMMUNITY), single(3, COMMUNITY)]

    turns = order_of_promotion(rules, held, queue, NOW)

    assert [(turn.unit.key, turn.given and turn.given.reason) for turn in turns] == [
        (2, Reason.FLOOR),
        (1, Reason.IN_TURN),
        (3, Reason.IN_TURN),
    ]


def test_whom_a_ceiling_keeps_out_stands_at_the_end_without_a_turn() -> None:
    rules = Rules(1, (Rule("party", "state", ceiling=1),))

    turns = order_of_promotion(
        rules, tally_of([person(9, STATE)]), [single(1, STATE), single(2, COMMUNITY)], NOW
    )

    assert [(turn.unit.key, turn.given is not None) for turn in turns] == [(2, True), (1, False)]


def test_single_people_pass_those_who_come_together() -> None:
    pair = Unit(1, (person(1), person(2)))

    turns = order_of_promotion(Rules(1), tally_of([person(9)]), [pair, single(3)], NOW)

    assert [turn.unit.key for turn in turns] == [3, 1]


def test_who_is_next_depends_on_who_leaves() -> None:
    """One community place is promised: if its holder leaves, the community is next."""
    rules = Rules(2, (Rule("party", "community", floor=1),))
    community, state = person(8, COMMUNITY), person(9, STATE)
    held = tally_of([community, state])
    queue = [single(1, STATE), single(2, COMMUNITY)]

    after_community = next_if_one_leaves(rules, held, queue, community, NOW)
    after_state = next_if_one_leaves(rules, held, queue, state, NOW)

    assert after_community is not None
    assert after_state is not None
    assert (after_community.unit.key, after_community.reason) == (2, Reason.FLOOR)
    assert (after_state.unit.key, after_state.reason) == (1, Reason.IN_TURN)


def test_above_capacity_nobody_is_next() -> None:
    held = tally_of([person(8), person(9)])

    assert next_if_one_leaves(Rules(1), held, [single(1)], person(8), NOW) is None
