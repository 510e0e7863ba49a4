"""Where the parts of a column chart stand, in whole units of its drawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

WIDTH, HEIGHT = 480, 250
LEFT, RIGHT, TOP, BOTTOM = 52, 476, 26, 216
ROOM_FOR_LABEL = 18
_NICE = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Bar:
    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def end(self) -> int:
        return self.x + self.width

    @property
    def label_y(self) -> int:
        return self.y - 6


@dataclass(frozen=True, slots=True)
class Column:
    """A year: its actual, its target, what is expected of it; each may be missing."""

    label: str
    middle: int
    actual: Bar | None
    expected: Bar | None
    target: Bar | None  # a line: its height is 0
    values: "ColumnValues"

    @property
    def is_target_on_bar(self) -> bool:
        """Its label then stands on the bar, and needs the bar's colour of text."""
        return bool(self.target and self.actual and self.target.y > self.actual.y)

    @property
    def target_label_y(self) -> int | None:
        """Above the target's line; None where it would run into the label of a bar."""
        bar = self.actual or self.expected
        if self.target is None or (bar and abs(bar.y - self.target.y) < ROOM_FOR_LABEL):
            return None
        return self.target.y - 6


@dataclass(frozen=True, slots=True)
class ColumnValues:
    label: str
    actual: Decimal | None = None
    target: Decimal | None = None
    expected: Decimal | None = None


@dataclass(frozen=True, slots=True)
class GridLine:
    y: int
    value: Decimal


@dataclass(frozen=True, slots=True)
class Chart:
    columns: tuple[Column, ...]
    grid: tuple[GridLine, ...]
    base: int = BOTTOM
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = RIGHT


def column_chart(values: Sequence[ColumnValues]) -> Chart:
    """Columns of equal width on a scale that begins at zero; below zero is drawn as zero."""
    numbers = [n for v in values for n in (v.actual, v.target, v.expected) if n is not None]
    largest = max([*numbers, Decimal(1)])
    step = grid_step(largest)
    lines = ceil(largest / step)
    top = step * lines
    slot = (RIGHT - LEFT) // max(len(values), 1)
    columns = tuple(_column(value, LEFT + slot * n, slot, top) for n, value in enumerate(values))
    grid = tuple(GridLine(_y(step * n, top), step * n) for n in range(lines + 1))
    return Chart(columns, grid)


def grid_step(largest: Decimal) -> Decimal:
    """1, 2 or 5 times a power of ten: at most five lines above zero."""
    magnitude = Decimal(1)
    while True:
        for nice in _NICE:
            if largest <= nice * magnitude * 5:
                return nice * magnitude
        magnitude *= 10


def _y(value: Decimal, top: Decimal) -> int:
    return BOTTOM - int((BOTTOM - TOP) * max(value, Decimal(0)) / top)


def _column(value: ColumnValues, x: int, slot: int, top: Decimal) -> Column:
    width = slot * 6 // 10
    left = x + (slot - width) // 2

    def bar(number: Decimal | None) -> Bar | None:
        if number is None:
            return None
        y = _y(number, top)
        return Bar(left, y, width, BOTTOM - y)

    target = None
    if value.target is not None:
        target = Bar(x + slot // 10, _y(value.target, top), slot * 8 // 10, 0)
    return Column(value.label, x + slot // 2, bar(value.actual), bar(value.expected), target, value)
