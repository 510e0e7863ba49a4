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
ROUNDS = 12
PASSES = 12
REMEMBERED = 6
LETTER = 7.2  # about the width of one
LONGEST_LABEL = int((LABEL_WIDTH - GAP) / LETTER)


Near = dict[int, dict[int, int]]  # the weights of each one's ties


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
    """Who meet each other stand near. From the given order, and from one in which each is followed
    by whoever meets the last ones most, nodes move to the middle of those that they are tied to
    (barycentres), then change places with the next one where that helps; a bounded number of
    times, and the best order seen stays. Those alone come last."""
    lonely = set(alone(count, ties))
    given = [place for place in range(count) if place not in lonely]
    near: Near = {place: {} for place in given}
    for tie in ties:
        near[tie.one][tie.other] = near[tie.other][tie.one] = tie.weight
    best, least = given, stretch(given, ties)
    for start in (given, _chained(given, near)):
        order = start
        for _round in range(ROUNDS if len(given) > 2 else 0):
            reached = stretch(order, ties)
            if reached < least:
                best, least = order, reached
            order = _to_barycentres(order, near)
    return [*_swapped(best, near), *sorted(lonely)]


def _chained(given: list[int], near: Near) -> list[int]:
    """Begins with whoever has most ties; the next one meets the last few most."""
    left = dict.fromkeys(sorted(given, key=lambda place: (-len(near[place]), place)))
    chain: list[int] = []
    while left:
        last = chain[: -REMEMBERED - 1 : -1]
        chosen = max(
            left,
            key=lambda place: sum(
                near[place].get(each, 0) / (1 + n) for n, each in enumerate(last)
            ),
        )
        del left[chosen]
        chain.append(chosen)
    return chain


def _to_barycentres(order: list[int], near: Near) -> list[int]:
    """By the direction of the neighbours and oneself; rounded, so that machines agree."""
    turn = 2 * pi / len(order)
    at = {place: line for line, place in enumerate(order)}
    angles = {}
    for place in order:
        x, y = cos(turn * at[place]), sin(turn * at[place])
        for other, weight in sorted(near[place].items()):
            x += weight * cos(turn * at[other])
            y += weight * sin(turn * at[other])
        angles[place] = round(atan2(y, x) % (2 * pi), 6)
    return sorted(order, key=lambda place: (angles[place], at[place]))


def _swapped(order: list[int], near: Near) -> list[int]:
    found, size = list(order), len(order)
    at = {place: line for line, place in enumerate(found)}

    def reach(place: int, line: int, beside: int) -> int:
        return sum(
            weight * min(away := abs(line - at[other]), size - away)
            for other, weight in near[place].items()
            if other != beside
        )

    for _pass in range(PASSES):
        is_better = False
        for line in range(size - 1):
            one, other = found[line], found[line + 1]
            now = reach(one, line, other) + reach(other, line + 1, one)
            if reach(one, line + 1, other) + reach(other, line, one) < now:
                found[line], found[line + 1] = other, one
                at[one], at[other] = line + 1, line
                is_better = True
        if not is_better:
            break
    return found


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
