"""Bars of two numbers for each group, one under another: where they are drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 640
_LEFT, _RIGHT = 230, 580  # names stand left of it, numbers right of a bar
_ROW, _BAR, _TOP = 44, 14, 8


@dataclass(frozen=True)
class Bar:
    """`number` None: not shown, and no bar is drawn."""

    number: int | None
    y: int
    width: int
    label_x: int
    label_y: int


@dataclass(frozen=True)
class GroupBars:
    label: str
    label_y: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class GroupChart:
    groups: tuple[GroupBars, ...]
    left: int
    width: int
    height: int


def group_chart(groups: Sequence[tuple[str, Sequence[int | None]]]) -> GroupChart:
    """`groups`: a name and its numbers, as many for each. The longest bar is the largest number."""
    most = max((number or 0 for _label, numbers in groups for number in numbers), default=0)
    drawn = []
    for place, (label, numbers) in enumerate(groups):
        top = _TOP + place * _ROW
        drawn.append(
            GroupBars(
                label=label,
                label_y=top + _BAR + 5,
                bars=tuple(
                    _bar(number, top + at * _BAR, most) for at, number in enumerate(numbers)
                ),
            )
        )
    return GroupChart(tuple(drawn), _LEFT, WIDTH, _TOP + len(groups) * _ROW)


def _bar(number: int | None, top: int, most: int) -> Bar:
    width = round((_RIGHT - _LEFT) * (number or 0) / most) if most else 0
    return Bar(number=number, y=top, width=width, label_x=_LEFT + width + 6, label_y=top + _BAR - 2)
