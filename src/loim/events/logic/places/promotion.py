"""Who is given the next place, and why: floors first, then the queue.

First whoever stands first among those whose answer is furthest below its floor, then the
earliest of all who fits. Where that would leave a floor unfilled that those who wait could
fill (somebody takes the last place that a second floor's only candidate needs), whoever
makes this impossible is passed over.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from loim.events.logic.places.fitting import Obstacle, deficit, obstacle
from loim.events.logic.places.reach import Kind, best_shortfall, kind_of
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
    units = list(queue)
    turns = _Turns.greedy(rules, tally, units, now)
    if turns.leaves_floors_open():
        turns = _Turns.careful(rules, tally, units, now)
    hindered = ((unit, obstacle(rules, turns.tally, unit, now)) for unit in turns.waiting)
    return Settled(
        tuple(turns.given),
        tuple((unit, found) for unit, found in hindered if found is not None),
        turns.tally,
    )


def next_unit(rules: Rules, tally: Tally, queue: Iterable[Unit], now: datetime) -> Given | None:
    """Who would be given a place now."""
    given = settle(rules, tally, queue, now).given
    return given[0] if given else None


def furthest_below_floor(rules: Rules, tally: Tally, now: datetime) -> list[Rule]:
    """Rules whose floors are not met, the furthest below first."""
    missing = [(rule, deficit(rule, tally, now)) for rule in rules.rules]
    below = [(rule, n) for rule, n in missing if n > 0]
    return [rule for rule, n in sorted(below, key=lambda pair: (-pair[1], pair[0].about))]


@dataclass
class _Turns:
    """Gives places until nobody fits. `shortfall`: what must stay fillable, None if not asked."""

    rules: Rules
    tally: Tally
    waiting: list[Unit]
    now: datetime
    shortfall: int | None = None
    given: list[Given] = field(default_factory=list)

    @classmethod
    def greedy(cls, rules: Rules, tally: Tally, units: list[Unit], now: datetime) -> "_Turns":
        return cls(rules, tally.copy(), units, now).done()

    @classmethod
    def careful(cls, rules: Rules, tally: Tally, units: list[Unit], now: datetime) -> "_Turns":
        least = best_shortfall(rules, tally, units, now)
        return cls(rules, tally.copy(), units, now, least).done()

    def leaves_floors_open(self) -> bool:
        """Could somebody who still waits have been of use for a floor that is not met?"""
        below = {rule.about for rule in furthest_below_floor(self.rules, self.tally, self.now)}
        return any(not below.isdisjoint(unit.answers) for unit in self.waiting)

    def done(self) -> "_Turns":
        while self._pass():
            pass
        return self

    def _pass(self) -> bool:
        """Each unit is looked at until it is given a place or found not to fit."""
        open_units = {unit.key: unit for unit in self.waiting}
        before = len(self.given)
        while (following := self._following(open_units)) is not None:
            self.given.append(following)
            del open_units[following.unit.key]
            self.tally.add_unit(following.unit)
        gone = {one.unit.key for one in self.given[before:]}
        self.waiting = [unit for unit in self.waiting if unit.key not in gone]
        return bool(gone)

    def _following(self, open_units: dict[int, Unit]) -> Given | None:
        """Drops from `open_units` whoever is found not to fit."""
        known: dict[Kind, bool] = {}
        for rule in furthest_below_floor(self.rules, self.tally, self.now):
            answering = (unit for unit in list(open_units.values()) if rule.about in unit.answers)
            for unit in self._fitting(answering, open_units, known):
                return Given(unit, Reason.FLOOR, rule)
        for unit in self._fitting(iter(list(open_units.values())), open_units, known):
            return Given(unit, Reason.IN_TURN)
        return None

    def _fitting(
        self, candidates: Iterator[Unit], open_units: dict[int, Unit], known: dict[Kind, bool]
    ) -> Iterator[Unit]:
        for unit in candidates:
            if obstacle(self.rules, self.tally, unit, self.now) is not None:
                del open_units[unit.key]
            elif self._keeps_floors_fillable(unit, known):
                yield unit

    def _keeps_floors_fillable(self, unit: Unit, known: dict[Kind, bool]) -> bool:
        if self.shortfall is None:
            return True
        kind = kind_of(unit)
        if kind not in known:
            gone = {one.unit.key for one in self.given} | {unit.key}
            others = [other for other in self.waiting if other.key not in gone]
            after = self.tally.having(unit)
            known[kind] = best_shortfall(self.rules, after, others, self.now) <= self.shortfall
        return known[kind]
