"""A family of tables that are published together: cells, and the sums that tie them.

A month's channels add up to the month, three months of a channel to its quarter, four quarters to
the year. Whoever reads all of them has all of these equations at once.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any, TypeAlias

# Of a mapping, types of keys cannot be narrowed: whoever asks knows what its cells are.
Cell: TypeAlias = Any


@dataclass(frozen=True)
class Sum:
    """`total` is exactly what its `parts` come to."""

    total: Cell
    parts: tuple[Cell, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        return (*self.parts, self.total)


@dataclass(frozen=True)
class Limit:
    """`part` is never more than `whole`: one topic's enquiries are some of all enquiries."""

    part: Cell
    whole: Cell


@dataclass(frozen=True)
class Family:
    """`values` has every cell, nobody (0) among them.

    `fixed` are cells that were published before, shown or hidden: nothing about them can be
    changed any more. `hidden` are those of them that are hidden. `kept` are hidden last: what
    people look at first. `closed` are cells of tables of which nothing at all is shown, with how
    great they must still be possible: only of them a reader does not know that somebody is there.
    """

    values: Mapping[Any, int]
    sums: Sequence[Sum]
    limits: Sequence[Limit] = ()
    fixed: AbstractSet[Cell] = field(default_factory=frozenset)
    hidden: AbstractSet[Cell] = field(default_factory=frozenset)
    kept: AbstractSet[Cell] = field(default_factory=frozenset)
    closed: Mapping[Any, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for each in self.sums:
            if self.values[each.total] != sum(self.values[part] for part in each.parts):
                raise ValueError(f"The parts do not come to {each.total}.")
        if any(self.values[each.part] > self.values[each.whole] for each in self.limits):
            raise ValueError("A part is more than the whole.")
        if any(value < 0 for value in self.values.values()):
            raise ValueError("Nothing is counted below nobody.")
        if not self.hidden <= self.fixed:
            raise ValueError("Only what was published before is hidden from the beginning.")

    def least(self, cell: Cell) -> int:
        """What a reader knows of any hidden cell."""
        return 0 if cell in self.closed else 1


def as_read(values: Mapping[Cell, int], hidden: Iterable[Cell]) -> dict[Cell, int | None]:
    """What a reader sees: None where a number is hidden."""
    unseen = set(hidden)
    return {cell: None if cell in unseen else value for cell, value in values.items()}
