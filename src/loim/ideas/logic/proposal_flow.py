"""How many ideas went how far: the bars of a chart, each a share of the first."""

from collections.abc import Sequence
from dataclasses import dataclass

LABELS = 200  # of the chart's width, in its own units
WIDTH = 640
ROW = 40
NARROWEST = 2.0  # so that one of a thousand is still seen


@dataclass(frozen=True)
class Bar:
    key: str
    count: int
    y: int
    width: float
    value_x: float

    @property
    def text_y(self) -> int:
        return self.y + 20


def flow(counts: Sequence[tuple[str, int]]) -> list[Bar]:
    """A bar for each step, the first the whole; empty where there is nothing at all.

    No bar is longer than the chart, whatever is counted.
    """
    whole = max((count for _key, count in counts), default=0)
    if not whole:
        return []
    room = WIDTH - LABELS - 50
    bars = []
    for number, (key, count) in enumerate(counts):
        width = max(NARROWEST, room * count / whole) if count else 0.0
        bars.append(Bar(key, count, number * ROW, round(width, 1), round(LABELS + width + 8, 1)))
    return bars


def height_of(bars: Sequence[Bar]) -> int:
    return len(bars) * ROW
