"""Daily feedback in figures: nothing is shown of fewer than five people."""

from collections.abc import Sequence
from dataclasses import dataclass

FEWEST = 5
RATINGS = (1, 2, 3, 4, 5)


@dataclass(frozen=True)
class Figures:
    """`average` with one decimal. `counts` are of the ratings 1 to 5; None where the smaller ones
    would tell who gave them."""

    number: int
    average: float
    counts: tuple[int, ...] | None


def figures(ratings: Sequence[int]) -> Figures | None:
    """None: too few have answered to say anything."""
    if len(ratings) < FEWEST:
        return None
    return Figures(
        len(ratings),
        round(sum(ratings) / len(ratings), 1),
        tuple(ratings.count(rating) for rating in RATINGS),
    )
