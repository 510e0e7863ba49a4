"""Places by what decided them: the count itself, a criterion, or the draw."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise, zip_longest

from loim.ideas.logic.choice.equals import drawn_order


class DecidedBy(StrEnum):
    COUNT = "count"  # more votes, or more points
    CRITERION = "criterion"  # as many points, but more by an earlier criterion
    DRAW = "draw"


@dataclass(frozen=True)
class Standing:
    """`decided_by` is what set it apart from the one that follows; '' for the last."""

    idea: int
    place: int
    decided_by: DecidedBy | None


def standings(values: Mapping[int, Sequence[Fraction]], seed: str) -> list[Standing]:
    """All ideas by their first value, then by the later ones, then by the draw; best first.

    `values` are of one length: the count or the points, then the means of each criterion in
    its order. No place is shared.
    """
    order = sorted(
        values, key=lambda idea: (*(-value for value in values[idea]), drawn_order(seed, idea))
    )
    apart = [_apart(values[one], values[after]) for one, after in pairwise(order)]
    return [
        Standing(idea, place, decided_by)
        for place, (idea, decided_by) in enumerate(zip_longest(order, apart), start=1)
    ]


def _apart(one: Sequence[Fraction], other: Sequence[Fraction]) -> DecidedBy:
    for position, (mine, theirs) in enumerate(zip(one, other, strict=True)):
        if mine != theirs:
            return DecidedBy.CRITERION if position else DecidedBy.COUNT
    return DecidedBy.DRAW
