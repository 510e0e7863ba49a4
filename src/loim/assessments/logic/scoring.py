"""How answers become a result. Every statement weighs the same, whatever its levels."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

RULE_VERSION = 1


@dataclass(frozen=True)
class Marked:
    """One statement: `value` of at most `highest`; None where it is not known."""

    value: int | None
    highest: int


@dataclass(frozen=True)
class Score:
    """`numerator` of `denominator`: the mean share of what could be reached, in whole points.
    Both None where fewer than half of the `asked` statements are `counted`."""

    numerator: int | None
    denominator: int | None
    counted: int
    asked: int

    @property
    def percent(self) -> int | None:
        """Rounded down, so that no level seems reached that is not."""
        if self.numerator is None or self.denominator is None:
            return None
        return 100 * self.numerator // self.denominator


def score(marked: Sequence[Marked]) -> Score:
    """Raises ValueError where a value is not from 0 to its highest."""
    known = []
    for each in marked:
        if each.highest < 1 or not (each.value is None or 0 <= each.value <= each.highest):
            raise ValueError("A value is from 0 to the highest, which is 1 at least.")
        if each.value is not None:
            known.append(Fraction(each.value, each.highest))
    if not known or 2 * len(known) < len(marked):
        return Score(None, None, len(known), len(marked))
    # Points of a scale that all counted statements share: 17 of 40, not a reduced fraction.
    scale = lcm(*(each.highest for each in marked if each.value is not None))
    points = sum(known) * scale
    return Score(int(points), scale * len(known), len(known), len(marked))


def reached(found: Score, thresholds: Sequence[int]) -> int | None:
    """The place in `thresholds` (per cent, rising, the first 0) of the highest one reached."""
    percent = found.percent
    if percent is None:
        return None
    return max(place for place, threshold in enumerate(thresholds) if threshold <= percent)
