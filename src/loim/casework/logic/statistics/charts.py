"""Where the parts of a chart of months stand, in units of a drawing 640 wide."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

LEFT, RIGHT, TOP, BOTTOM = 40, 632, 22, 200
HEIGHT = 232


@dataclass(frozen=True)
class Bar:
    """`text` stands above it; a hidden number has a low, hatched one."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    text: str
    label: str
    is_hidden: bool
    is_marked: bool


@dataclass(frozen=True)
class GridLine:
    y: float
    number: int


@dataclass(frozen=True)
class MonthChart:
    bars: tuple[Bar, ...]
    grid: tuple[GridLine, ...]
    dots: tuple[tuple[float, float], ...]
    line: str
    mark_x: float | None
    left: int = LEFT
    right: int = RIGHT
    base: int = BOTTOM
    height: int = HEIGHT
    label_y: int = BOTTOM + 20


@dataclass(frozen=True)
class Month:
    label: str
    number: int | None
    before: int | None = None
    is_marked: bool = False


def month_chart(months: Sequence[Month], *, mark_after: int | None = None) -> MonthChart:
    """Bars of months, a line of what they were a year before; `mark_after` is the place of the
    bar in whose month something changed. Numbers above bars only where they have room."""
    most = max([one.number or 0 for one in months] + [one.before or 0 for one in months] + [1])
    step = _step(most)
    lines = ceil(most / step)
    top = step * lines
    slot = (RIGHT - LEFT) / max(len(months), 1)
    points = [
        (LEFT + slot * (place + 0.5), _y(one.before, top))
        for place, one in enumerate(months)
        if one.before is not None
    ]
    return MonthChart(
        bars=tuple(_bar(one, place, slot, top, len(months)) for place, one in enumerate(months)),
        grid=tuple(GridLine(_y(step * n, top), step * n) for n in range(lines + 1)),
        dots=tuple(points),
        line=" ".join(f"{x:.1f},{y:.1f}" for x, y in points),
        mark_x=None if mark_after is None else round(LEFT + slot * (mark_after + 0.5), 1),
    )


def _bar(month: Month, place: int, slot: float, top: int, many: int) -> Bar:
    width = slot * 0.62
    x = LEFT + slot * place + (slot - width) / 2
    y = BOTTOM - 6 if month.number is None else _y(month.number, top)
    # With two years side by side every third month is named.
    label = month.label if many <= 13 or place % 3 == 0 else ""
    text = "" if many > 13 else ("·" if month.number is None else str(month.number))
    return Bar(
        round(x, 1), round(y, 1), round(width, 1), round(BOTTOM - y, 1), round(x + width / 2, 1),
        text, label, month.number is None, month.is_marked,
    )  # fmt: skip


def _y(number: int | None, top: int) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * (number or 0) / top, 1)


def _step(most: int) -> int:
    magnitude = 1
    while True:
        for nice in (1, 2, 5):
            if most <= nice * magnitude * 5:
                return nice * magnitude
        magnitude *= 10
