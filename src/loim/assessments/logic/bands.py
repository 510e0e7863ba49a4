"""How similar ones stand, told so that nobody is recognised.

The whole group, its reader included, is one band: all its members read the same, and none can
subtract. It is of six at least, so that five others stand behind it, and is rounded.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles

FEWEST = 6
ROUNDED_TO = 5


@dataclass(frozen=True)
class Quartiles:
    """Per cent, rounded to the nearest five."""

    low: int
    median: int
    high: int


def band(percents: Sequence[int]) -> Quartiles | None:
    """None where there are too few."""
    if len(percents) < FEWEST:
        return None
    low, median, high = quantiles(percents, n=4, method="inclusive")
    return Quartiles(_rounded(low), _rounded(median), _rounded(high))


def _rounded(percent: float) -> int:
    return int((percent + ROUNDED_TO / 2) // ROUNDED_TO) * ROUNDED_TO
