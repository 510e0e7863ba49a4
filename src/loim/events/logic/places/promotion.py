"""Who is given the next place, and why: floors first, then the queue."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from loim.events.logic.places.fitting import Obstacle, deficit, obstacle
from loim.events.logic.places.reasons import Reason
from loim.events.logic.places.rules import Rule, Rules, Tally, Unit


@dataclass(frozen=True, slots=True)
class Given:
    """`unit` gets its places: for a `rule`'s floor, or because it was its turn."""

    unit: Unit
    reason: Reason
    rule: Rule | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """Everybody who waited: given a place, in this order, or still waiting with the reason."""

    given: tuple[Given, ...]
    waiting: tuple[tuple[Unit, Obstacle], ...]
    tally: Tally


def settle(rules: Rules, tally: Tally, queue: Iterable[Unit], now: datetime) -> Settled:
    """Give out all places that can be given; afterwards nobody who waits fits."""
    tally = tally.copy()
    waiting = list(queue)
    given: list[Given] = []
    while found := _pass(rules, tally, waiting, now):
        given.extend(found)
        gone = {one.unit.key for one in found}
        waiting = [unit for unit in waiting if unit.key not in gone]
    hindered = ((unit, obstacle(rules, tally, unit, now)) for unit in waiting)
    return Settled(
        tuple(given), tuple((unit, found) for unit, found in hindered if found is not None), tally
    )


def next_unit(rules: Rules, tally: Tally, queue: Iterable[Unit], now: datetime) -> Given | None:
    """Who would be given a place now."""
    return _following(rules, tally, {unit.key: unit for unit in queue}, now)


def _pass(rules: Rules, tally: Tally, queue: list[Unit], now: datetime) -> list[Given]:
    """Each unit is looked at until it is given a place or found not to fit; fills `tally`."""
    open_units = {unit.key: unit for unit in queue}
    given = []
    while (following := _following(rules, tally, open_units, now)) is not None:
        given.append(following)
        del open_units[following.unit.key]
        tally.add_unit(following.unit)
    return given


def _following(
    rules: Rules, tally: Tally, open_units: dict[int, Unit], now: datetime
) -> Given | None:
    """Of the answer furthest below its floor the earliest; otherwise the earliest of all.

    Drops from `open_units` whoever is found not to fit.
    """
    for rule in furthest_below_floor(rules, tally, now):
        answering = (unit for unit in list(open_units.values()) if rule.about in unit.answers)
        for unit in _fitting(rules, tally, answering, open_units, now):
            return Given(unit, Reason.FLOOR, rule)
    for unit in _fitting(rules, tally, _from_the_front(open_units), open_units, now):
        return Given(unit, Reason.IN_TURN)
    return None


def _from_the_front(open_units: dict[int, Unit]) -> Iterator[Unit]:
    while open_units:
        yield next(iter(open_units.values()))


def _fitting(
    rules: Rules,
    tally: Tally,
    candidates: Iterator[Unit],
    open_units: dict[int, Unit],
    now: datetime,
) -> Iterator[Unit]:
    for unit in candidates:
        if obstacle(rules, tally, unit, now) is None:
            yield unit
        else:
            del open_units[unit.key]


def furthest_below_floor(rules: Rules, tally: Tally, now: datetime) -> list[Rule]:
    """Rules whose floors are not met, the furthest below first."""
    missing = [(rule, deficit(rule, tally, now)) for rule in rules.rules]
    below = [(rule, n) for rule, n in missing if n > 0]
    return [rule for rule, n in sorted(below, key=lambda pair: (-pair[1], pair[0].about))]
