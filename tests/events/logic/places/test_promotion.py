"""Who is given a place: against an oracle that tries every choice, and by example."""

from hypothesis import given, settings

from loim.events.logic.places.fitting import obstacle
from loim.events.logic.places.promotion import next_unit, settle
from loim.events.logic.places.reasons import Reason
from loim.events.logic.places.rules import Person, Rule, Rules, Tally, Unit
from tests.events.logic.places.situations import (
    NOW,
    Situation,
    floors_unfilled,
    is_allowed,
    person,
    single,
    situations,
    subsets,
    tally_of,
)

COMMUNITY, MUNICIPALITY, STATE = (("party", p) for p in ("community", "municipality", "state"))
RUSSIAN, ESTONIAN = ("language", "ru"), ("language", "et")


def people_in(units: tuple[Unit, ...] | list[Unit]) -> list[Person]:
    return [one for unit in units for one in unit.people]


@given(situations())
@settings(max_examples=200, deadline=None)
def test_nobody_is_lost_and_whoever_waits_is_told_why(situation: Situation) -> None:
    settled = settle(situation.rules, situation.tally, situation.queue, NOW)

    given_places = [one.unit for one in settled.given]
    waiting = [unit for unit, _obstacle in settled.waiting]
    assert sorted(u.key for u in [*given_places, *waiting]) == [u.key for u in situation.queue]
    assert settled.tally == tally_of([*situation.holders, *people_in(given_places)])
    for unit, hindered in settled.waiting:
        assert obstacle(situation.rules, settled.tally, unit, NOW) == hindered


@given(situations())
@settings(max_examples=200, deadline=None)
def test_every_rule_is_kept_and_no_place_that_could_be_given_stays_empty(
    situation: Situation,
) -> None:
    holders = list(situation.holders)
    settled = settle(situation.rules, situation.tally, situation.queue, NOW)

    inside = list(holders)
    for one in settled.given:
        assert is_allowed(situation.rules, inside, list(one.unit.people))
        inside += one.unit.people
    for unit, _obstacle in settled.waiting:
        assert not is_allowed(situation.rules, inside, list(unit.people))


@given(situations())
@settings(max_examples=200, deadline=None)
def test_floors_are_filled_as_far_as_those_who_wait_can_fill_them(situation: Situation) -> None:
    holders = list(situation.holders)
    best = min(
        floors_unfilled(situation.rules, holders + people_in(chosen))
        for chosen in subsets(situation.queue)
        if is_allowed(situation.rules, holders, people_in(chosen))
    )

    settled = settle(situation.rules, situation.tally, situation.queue, NOW)

    inside = holders + people_in([one.unit for one in settled.given])
    assert floors_unfilled(situation.rules, inside) == best


@given(situations())
@settings(max_examples=200, deadline=None)
def test_settling_twice_gives_nothing_more(situation: Situation) -> None:
    settled = settle(situation.rules, situation.tally, situation.queue, NOW)
    again = settle(
        situation.rules, settled.tally, [unit for unit, _obstacle in settled.waiting], NOW
    )

    assert again.given == ()
    assert again.waiting == settled.waiting


def given_to(rules: Rules, tally: Tally, *queue: Unit) -> list[tuple[int, Reason]]:
    return [(one.unit.key, one.reason) for one in settle(rules, tally, queue, NOW).given]


def test_without_rules_it_is_the_queue() -> None:
    queue = [single(1, COMMUNITY), single(2, STATE), single(3, STATE)]

    assert given_to(Rules(2), Tally(), *queue) == [(1, Reason.IN_TURN), (2, Reason.IN_TURN)]


def test_the_answer_furthest_below_its_floor_comes_first_then_the_earliest() -> None:
    rules = Rules(
        5,
        (Rule("party", "community", floor=3), Rule("party", "municipality", floor=1)),
    )
    queue = [single(1, STATE), single(2, MUNICIPALITY), single(3, COMMUNITY), single(4, COMMUNITY)]

    assert given_to(rules, Tally(), *queue) == [
        (3, Reason.FLOOR),
        (4, Reason.FLOOR),
        (2, Reason.FLOOR),
        (1, Reason.IN_TURN),
    ]


def test_open_offers_count_as_places_of_their_answer() -> None:
    rules = Rules(3, (Rule("party", "community", floor=1),))
    offered = tally_of([person(9, COMMUNITY), person(8, STATE)])

    assert given_to(rules, offered, single(1, STATE), single(2, COMMUNITY)) == [(1, Reason.IN_TURN)]


def test_reserved_places_wait_for_whom_they_are_reserved() -> None:
    rules = Rules(3, (Rule("party", "community", floor=2),))
    queue = [single(1, STATE), single(2, STATE)]

    settled = settle(rules, Tally(), queue, NOW)

    assert [one.unit.key for one in settled.given] == [1]
    [(unit, hindered)] = settled.waiting
    assert (unit.key, hindered.reason, hindered.rules) == (2, Reason.RESERVED, rules.rules)


def test_after_the_release_reserved_places_are_open_to_everybody() -> None:
    rules = Rules(3, (Rule("party", "community", floor=2, released_at=NOW),))

    assert len(given_to(rules, Tally(), single(1, STATE), single(2, STATE))) == 2


def test_a_unit_that_comes_whole_gets_all_its_places_or_none() -> None:
    pair = Unit(1, (person(1, STATE), person(2, STATE)))

    settled = settle(Rules(1), Tally(), [pair, single(3, STATE)], NOW)

    assert [one.unit.key for one in settled.given] == [3]
    assert settled.waiting[0][1].reason == Reason.FULL
    alone = settle(Rules(1), Tally(), [pair], NOW)
    assert (alone.waiting[0][1].reason, alone.waiting[0][1].values) == (
        Reason.UNIT_TOO_LARGE,
        {"people": 2, "free": 1},
    )


def test_the_first_of_a_party_is_passed_over_where_another_keeps_both_floors() -> None:
    """One place of the Russian ceiling: who of the community takes it leaves the state's floor."""
    rules = Rules(
        2,
        (
            Rule("party", "community", floor=1),
            Rule("party", "state", floor=1),
            Rule("language", "ru", ceiling=1),
        ),
    )
    queue = [
        single(1, COMMUNITY, RUSSIAN),
        single(2, STATE, RUSSIAN),
        single(3, COMMUNITY, ESTONIAN),
    ]

    assert given_to(rules, Tally(), *queue) == [(3, Reason.FLOOR), (2, Reason.FLOOR)]


def test_one_place_for_two_floors_goes_to_who_meets_both() -> None:
    rules = Rules(1, (Rule("party", "community", floor=1), Rule("language", "ru", floor=1)))
    queue = [
        single(1, COMMUNITY, ESTONIAN),
        single(2, STATE, RUSSIAN),
        single(3, COMMUNITY, RUSSIAN),
    ]

    assert given_to(rules, Tally(), *queue) == [(3, Reason.FLOOR)]


def test_floors_that_cannot_all_be_kept_are_filled_as_far_as_places_go() -> None:
    """The capacity was lowered below the floors: their people come in, nobody else."""
    rules = Rules(2, (Rule("party", "community", floor=3),))
    queue = [single(1, STATE), single(2, COMMUNITY), single(3, COMMUNITY), single(4, COMMUNITY)]

    assert given_to(rules, Tally(), *queue) == [(2, Reason.FLOOR), (3, Reason.FLOOR)]


def test_more_people_than_places_lose_nothing_and_give_nothing() -> None:
    held = tally_of([person(n, STATE) for n in range(5)])

    settled = settle(Rules(3), held, [single(9, STATE)], NOW)

    assert settled.given == ()
    assert settled.tally.total == 5


def test_an_organisation_with_its_places_lets_the_next_one_pass() -> None:
    rules = Rules(3, most_per_organisation=1)
    queue = [single(1, STATE, of="Ühing"), single(2, STATE, of="Ühing"), single(3, STATE)]

    settled = settle(rules, Tally(), queue, NOW)

    assert [one.unit.key for one in settled.given] == [1, 3]
    assert settled.waiting[0][1].reason == Reason.ORGANISATION_FULL


def test_a_ceiling_keeps_places_for_others() -> None:
    rules = Rules(3, (Rule("party", "state", ceiling=1),))
    queue = [single(1, STATE), single(2, STATE), single(3, COMMUNITY)]

    settled = settle(rules, Tally(), queue, NOW)

    assert [one.unit.key for one in settled.given] == [1, 3]
    assert settled.waiting[0][1].reason == Reason.CEILING


def test_where_ceilings_cover_every_answer_they_are_the_room_for_floors() -> None:
    """Ten places, but languages let only two in: one of them must stay for the community."""
    rules = Rules(
        10,
        (
            Rule("party", "community", floor=1),
            Rule("language", "et", ceiling=1),
            Rule("language", "ru", ceiling=1),
        ),
        complete={"language": frozenset({"et", "ru"})},
    )
    queue = [single(1, STATE, ESTONIAN), single(2, STATE, RUSSIAN)]

    assert given_to(rules, Tally(), *queue) == [(1, Reason.IN_TURN)]


def test_next_unit_is_the_first_that_would_be_given() -> None:
    found = next_unit(Rules(1), Tally(), [single(5), single(6)], NOW)

    assert found is not None
    assert found.unit.key == 5
    assert next_unit(Rules(0), Tally(), [single(5)], NOW) is None
