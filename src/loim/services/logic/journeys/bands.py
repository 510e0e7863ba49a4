"""Ages asked no more exactly than the conditions need: '18 to 26' where nothing else matters.

Between two bounds that conditions name all values are alike, so one stands for all of them.
"""

from collections.abc import Iterable
from typing import NamedTuple

from loim.services.logic.conditions import RANGES, Group, Question


class Band(NamedTuple):
    """Both included; `last` is None where the question has no end."""

    first: int
    last: int | None


def bands(groups: Iterable[Group], question: Question) -> list[Band]:
    """In order, without gaps, from the least value to the greatest; `first` stands for a band."""
    least, greatest = RANGES[question]
    starts = {least}
    for group in groups:
        for condition in group:
            if condition.question == question:
                first, last = condition.bounds
                starts |= {first, last + 1}
    edges = sorted(start for start in starts if least <= start <= greatest)
    ends: list[int | None] = [after - 1 for after in edges[1:]]
    return [Band(first, last) for first, last in zip(edges, [*ends, None], strict=True)]
