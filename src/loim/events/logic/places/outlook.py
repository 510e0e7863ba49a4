"""What will happen: the waiting list in the order of promotion, and who is next if one leaves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from dataclasses import replace as changed
from datetime import datetime

from loim.events.logic.places.fitting import Obstacle, obstacle
from loim.events.logic.places.promotion import Given, furthest_below_floor, next_unit
from loim.events.logic.places.reasons import Reason
from loim.events.logic.places.rules import Person, Rules, Tally, Unit


@dataclass(frozen=True, slots=True)
class Turn:
    """`unit` waits because of `hindered`; when places become free one after another, `given`
    says why it gets one. None: as the rules stand it gets none."""

    unit: Unit
    hindered: Obstacle | None
    given: Given | None


def order_of_promotion(
    rules: Rules, tally: Tally, queue: Sequence[Unit], now: datetime
) -> list[Turn]:
    """As if one place after another became free and nobody else left or came.

    Whoever comes whole needs several at once, so single people pass them. Whom a ceiling or a
    limit keeps out stands at the end, in the order of the queue.
    """
    tally = tally.copy()
    reasons = {unit.key: obstacle(rules, tally, unit, now) for unit in queue}
    remaining = {unit.key: unit for unit in queue}
    order = _for_floors(rules, tally, remaining, now) + _in_turn(rules, tally, remaining, now)
    turns = [Turn(given.unit, reasons[given.unit.key], given) for given in order]
    return turns + [Turn(unit, reasons[unit.key], None) for unit in remaining.values()]


def _for_floors(
    rules: Rules, tally: Tally, remaining: dict[int, Unit], now: datetime
) -> list[Given]:
    """As long as somebody who waits is of use for a floor; fills `tally`, empties `remaining`."""
    given: list[Given] = []
    if rules.capacity is None:
        return given
    capacity, most = max(rules.capacity, tally.total), tally.total + _room_of_use(rules, remaining)
    while _is_anybody_of_use(rules, tally, remaining, now):
        found = next_unit(changed(rules, capacity=capacity), tally, remaining.values(), now)
        if found is not None:
            _take(found, tally, remaining, given)
        elif capacity <= most:
            capacity += 1
        else:
            break
    return given


def _room_of_use(rules: Rules, remaining: dict[int, Unit]) -> int:
    """With more places than everybody and every floor needs nobody is refused for want of them."""
    people = sum(len(unit) for unit in remaining.values())
    return people + sum(rule.floor for rule in rules.rules) + (rules.capacity or 0)


def _is_anybody_of_use(
    rules: Rules, tally: Tally, remaining: dict[int, Unit], now: datetime
) -> bool:
    below = {rule.about for rule in furthest_below_floor(rules, tally, now)}
    return bool(below) and any(not below.isdisjoint(unit.answers) for unit in remaining.values())


def _in_turn(rules: Rules, tally: Tally, remaining: dict[int, Unit], now: datetime) -> list[Given]:
    """No floor is waited for: the queue, the smallest units first."""
    given: list[Given] = []
    endless = changed(rules, capacity=None)
    for unit in sorted(remaining.values(), key=len):
        if obstacle(endless, tally, unit, now) is None:
            _take(Given(unit, Reason.IN_TURN), tally, remaining, given)
    return given


def _take(found: Given, tally: Tally, remaining: dict[int, Unit], given: list[Given]) -> None:
    given.append(found)
    tally.add_unit(found.unit)
    del remaining[found.unit.key]


def next_if_one_leaves(
    rules: Rules, tally: Tally, queue: Iterable[Unit], leaving: Person, now: datetime
) -> Given | None:
    """Who is offered the place of somebody like `leaving`; None: the place stays free."""
    after = tally.copy()
    after.add(leaving, -1)
    return next_unit(rules, after, queue, now)
