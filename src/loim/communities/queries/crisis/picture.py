"""The tree as a picture: where each box and line stands, in the picture's own units."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from loim.communities.logic.crisis.tree import Row, drawn

COLUMN, ROW, BOX, HEIGHT, MARGIN = 210, 40, 178, 32, 6
LONGEST = 20  # signs that fit into a box


@dataclass(frozen=True)
class Box:
    x: int
    y: int
    name: str
    minute: int
    is_first: bool
    has_left: bool

    @property
    def text_x(self) -> int:
        return self.x + 10

    @property
    def text_y(self) -> int:
        return self.y + 21

    @property
    def minute_x(self) -> int:
        return self.x + BOX - 8


@dataclass(frozen=True)
class Picture:
    width: int
    height: int
    boxes: list[Box]
    lines: list[str]  # paths


def picture_of(
    rows: Sequence[Row], names: Mapping[str, str], left: frozenset[str] = frozenset()
) -> Picture:
    drawing = drawn(rows)
    boxes = [
        Box(
            x=MARGIN + placed.x * COLUMN,
            y=MARGIN + placed.y * ROW,
            name=_short(names.get(placed.row.key, "")),
            minute=placed.row.minute,
            is_first=placed.row.called_by is None,
            has_left=placed.row.key in left,
        )
        for placed in drawing.placed
    ]
    lines = []
    for above, below in drawing.lines:
        x = MARGIN + above.x * COLUMN + 16
        y = MARGIN + above.y * ROW + HEIGHT
        to_x = MARGIN + below.x * COLUMN
        to_y = MARGIN + below.y * ROW + HEIGHT // 2
        lines.append(f"M{x} {y}V{to_y}H{to_x}")
    width = MARGIN * 2 + (drawing.columns - 1) * COLUMN + BOX
    return Picture(width, MARGIN * 2 + max(drawing.height, 1) * ROW, boxes, lines)


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
