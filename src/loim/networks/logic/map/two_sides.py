"""Networks on the left, organisations on the right, with a line between who belongs where."""

from collections.abc import Sequence
from dataclasses import dataclass

from loim.networks.logic.map.ring import LABEL_WIDTH, LEAST_HEIGHT, LINE, MARGIN, WIDTH

ROUNDS = 12
LEFT_X, RIGHT_X = LABEL_WIDTH, WIDTH - LABEL_WIDTH


@dataclass(frozen=True)
class TwoSides:
    """Heights of the nodes of each side, by their own places."""

    width: int
    height: int
    left: tuple[float, ...]
    right: tuple[float, ...]


def two_sides(left: int, right: int, lines: Sequence[tuple[int, int]]) -> TwoSides:
    """`lines` are (place on the left, place on the right). Same input, same picture."""
    orders = list(range(left)), list(range(right))
    best, least = orders, stretch(*orders, lines)
    for _round in range(ROUNDS):
        first = _sorted(orders[0], orders[1], [(b, a) for a, b in lines])
        second = _sorted(orders[1], first, lines)
        orders = first, second
        reached = stretch(*orders, lines)
        if reached < least:
            best, least = orders, reached
    height = max(LEAST_HEIGHT, max(left, right, 1) * LINE + 2 * MARGIN)
    return TwoSides(WIDTH, height, _heights(best[0], height), _heights(best[1], height))


def _sorted(order: list[int], others: list[int], lines: Sequence[tuple[int, int]]) -> list[int]:
    """By the middle of their lines' other ends; `lines` are (other, own)."""
    at = {place: line / max(1, len(others)) for line, place in enumerate(others)}
    ends: dict[int, list[float]] = {}
    for other, own in lines:
        ends.setdefault(own, []).append(at[other])
    middle = {place: round(sum(each) / len(each), 6) for place, each in ends.items()}
    kept = {place: line / max(1, len(order)) for line, place in enumerate(order)}
    return sorted(order, key=lambda place: (middle.get(place, kept[place]), kept[place], place))


def _heights(order: list[int], height: int) -> tuple[float, ...]:
    step = (height - 2 * MARGIN) / max(1, len(order))
    at = {place: round(MARGIN + (line + 0.5) * step, 1) for line, place in enumerate(order)}
    return tuple(at[place] for place in range(len(order)))


def stretch(left: list[int], right: list[int], lines: Sequence[tuple[int, int]]) -> float:
    """How far lines rise and fall, sides taken as equally tall."""
    at_left = {place: (line + 0.5) / len(left) for line, place in enumerate(left)}
    at_right = {place: (line + 0.5) / len(right) for line, place in enumerate(right)}
    return round(sum(abs(at_left[a] - at_right[b]) for a, b in lines), 6)
