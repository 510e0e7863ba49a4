"""What will happen: the waiting list in the order of promotion, and who is next if one leaves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from dataclasses import replace as changed
from datetime import datetime

from loim.events.logic.places.fitting import Obstacle, obstacle
from loim.events.logic.places.promotion import Given, next_unit
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

    Whom a ceiling or a limit keeps out stands at the end, in the order of the queue.
    """
    reasons = {unit.key: obstacle(rules, tally, unit, now) for unit in queue}
    remaining = {unit.key: unit for unit in queue}
    tally = tally.copy()
    capacity = None if rules.capacity is None else max(rules.capacity, tally.total)
    turns = []
    largest = max((len(unit) for unit in queue), default=0)
    tries = 0
    while remaining and tries <= largest + _held_back(rules):
        given = next_unit(changed(rules, capacity=capacity), tally, remaining.values(), now)
        if given is None:
            if capacity is None:
                break
            capacity, tries = capacity + 1, tries + 1
            continue
        tries = 0
        del remaining[given.unit.key]
        tally.add_unit(given.unit)
        turns.append(Turn(given.unit, reasons[given.unit.key], given))
    return [*turns, *(Turn(unit, reasons[unit.key], None) for unit in remaining.values())]


def _held_back(rules: Rules) -> int:
    """More places than floors can hold back: adding more of them changes nothing."""
    return sum(rule.floor for rule in rules.rules) + 1


def next_if_one_leaves(
    rules: Rules, tally: Tally, queue: Iterable[Unit], leaving: Person, now: datetime
) -> Given | None:
    """Who is offered the place of somebody like `leaving`; None: the place stays free."""
    after = tally.copy()
    after.add(leaving, -1)
    return next_unit(rules, after, queue, now)
