"""A club's quarters in numbers, and what may be shown of them."""

from collections.abc import Iterable
from dataclasses import dataclass

FEWEST = 5  # a smaller number of people may tell about one of them


@dataclass(frozen=True)
class Quarter:
    """`people` are different ones, as far as they are known by name or address."""

    year: int
    quarter: int
    held: int = 0
    cancelled: int = 0
    visits: int = 0
    people: int = 0


@dataclass(frozen=True)
class ShownQuarter:
    """None is a number that may not be shown."""

    year: int
    quarter: int
    held: int
    cancelled: int
    visits: int | None
    people: int | None
    average: float | None


def shown(quarters: Iterable[Quarter]) -> list[ShownQuarter]:
    """One to four people or visits are not told, nor an average from which they follow.

    No total stands beside the rows, so what one hides cannot be computed from the others.
    """
    return [_shown(each) for each in quarters]


def _shown(of: Quarter) -> ShownQuarter:
    visits = None if 0 < of.visits < FEWEST else of.visits
    # Of few visits the people are few, too: their number would tell how few.
    people = None if visits is None or 0 < of.people < FEWEST else of.people
    average = None if visits is None or not of.held else of.visits / of.held
    return ShownQuarter(of.year, of.quarter, of.held, of.cancelled, visits, people, average)
