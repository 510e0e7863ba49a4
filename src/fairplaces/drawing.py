"""The draw: one ticket, then who comes among people alike to the rules."""

from collections.abc import Sequence
from dataclasses import dataclass

from fairplaces.lottery import Lottery
from fairplaces.seeds import Seed


@dataclass(frozen=True, slots=True)
class Draw:
    """ticket: the number drawn; panel: index of its panel; selected: people, sorted."""

    ticket: int
    panel: int
    selected: tuple[str, ...]


def draw(lottery: Lottery, units: Sequence[Sequence[tuple[str, ...]]], seed: Seed) -> Draw:
    """The draw that `seed` makes from `lottery`.

    units[t]: the units of type t in the published order (each a tuple of names, usually
    pseudonyms). Whole numbers only: the same on every machine.
    """
    ticket = seed.stream("draw", "ticket").below(lottery.tickets)
    panel = lottery.panel_of(ticket)
    selected: list[str] = []
    for t, number in enumerate(lottery.panels[panel]):
        known = {unit[0]: unit for unit in units[t]}
        chosen = seed.stream("draw", "type", str(t)).some(list(known), int(number))
        selected += [person for first in chosen for person in known[first]]
    return Draw(ticket, panel, tuple(sorted(selected)))
