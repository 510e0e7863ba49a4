"""Nodes on a ring with their labels beside it: no label meets another, by how they are placed.

Each side of the ring has its nodes at even heights, so labels stand in lines of their own; the
ring is an ellipse, and beside a node there is nothing but its label. Same input, same picture.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, cos, pi, sin, sqrt

from loim.networks.logic.map.ties import Tie, alone

WIDTH = 800
LABEL_WIDTH = 240  # on each side
LINE = 20  # between two labels, for text of 13 to 14 units
LABEL_HEIGHT = 16
GAP = 10  # between a node and its label
MARGIN = 24
LEAST_HEIGHT = 300
ROUNDS = 24
LETTER = 7.2  # about the width of one
LONGEST_LABEL = int((LABEL_WIDTH - GAP) / LETTER)


@dataclass(frozen=True)
class Spot:
    x: float
    y: float
    is_left: bool

    @property
    def label_x(self) -> float:
        return round(self.x - GAP if self.is_left else self.x + GAP, 1)


@dataclass(frozen=True)
class Ring:
    """`spots` by the nodes' own places."""

    width: int
    height: int
    spots: tuple[Spot, ...]


def ring(count: int, ties: Sequence[Tie]) -> Ring:
    order = ring_order(count, ties)
    right = (count + 1) // 2
    height = max(LEAST_HEIGHT, right * LINE + 2 * MARGIN)
    spots: dict[int, Spot] = {}
    for side, places in ((False, order[:right]), (True, order[right:][::-1])):
        step = (height - 2 * MARGIN) / max(1, len(places))
        for line, place in enumerate(places):
            y = MARGIN + (line + 0.5) * step
            spots[place] = _spot(y, height, is_left=side)
    return Ring(WIDTH, height, tuple(spots[place] for place in range(count)))


def _spot(y: float, height: int, *, is_left: bool) -> Spot:
    middle, tall = height / 2, height / 2 - MARGIN / 2
    wide = WIDTH / 2 - LABEL_WIDTH
    off = wide * sqrt(max(0.0, 1 - ((y - middle) / tall) ** 2))
    x = WIDTH / 2 - off if is_left else WIDTH / 2 + off
    return Spot(round(x, 1), round(y, 1), is_left)


def ring_order(count: int, ties: Sequence[Tie]) -> list[int]:
    """Who meet each other stand near: each node moves to the middle of those it is tied to
    (barycentres), a bounded number of times; the best order seen stays. Those alone come last."""
    lonely = set(alone(count, ties))
    best = [place for place in range(count) if place not in lonely]
    tied = len(best)
    near: dict[int, list[tuple[int, int]]] = {place: [] for place in best}
    for tie in ties:
        near[tie.one].append((tie.other, tie.weight))
        near[tie.other].append((tie.one, tie.weight))
    order, least = best, stretch(best, ties)
    for _round in range(ROUNDS if tied > 2 else 0):
        at = {place: line for line, place in enumerate(order)}
        angles = {place: _middle(place, near[place], at, tied) for place in order}
        order = sorted(order, key=lambda place: (angles[place], at[place], place))
        reached = stretch(order, ties)
        if reached < least:
            best, least = order, reached
    return [*best, *sorted(lonely)]


def _middle(place: int, near: list[tuple[int, int]], at: dict[int, int], tied: int) -> float:
    """The direction of the node's neighbours and itself; rounded, so that machines agree."""
    turn = 2 * pi / tied
    x, y = cos(turn * at[place]), sin(turn * at[place])
    for other, weight in near:
        x += weight * cos(turn * at[other])
        y += weight * sin(turn * at[other])
    return round(atan2(y, x) % (2 * pi), 6)


def stretch(order: Sequence[int], ties: Sequence[Tie]) -> int:
    """How far ties reach round the ring, heavy ones counted more."""
    at, size = {place: line for line, place in enumerate(order)}, len(order)
    total = 0
    for tie in ties:
        away = abs(at[tie.one] - at[tie.other])
        total += tie.weight * min(away, size - away)
    return total


def shortened(text: str, longest: int = LONGEST_LABEL) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip(" ,.-") + "…"
