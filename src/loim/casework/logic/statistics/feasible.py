"""Which numbers a hidden cell may still be, for a reader of everything that is published.

The audit of suppression by linear programming: Fischetti and Salazar 2001, "Solving the cell
suppression problem on tabular data with linear constraints", Management Science 47; Hundepool et
al. 2012, "Statistical Disclosure Control", section 4.4. A reader knows that every cell is a whole
number and that nobody (0) is shown where anything of a table is, so that a hidden one is at least
one. Only whole solutions count here, which is stricter than the bounds of the linear program.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np

from loim.casework.logic.statistics.family import Cell, Family
from loim.casework.logic.statistics.program import INFINITE, Numbers, Program, Row

# How far above what is true a cell is followed: an audit needs no more to be sure.
HEADROOM = 60


@dataclass(frozen=True)
class Bounds:
    """The least and the greatest number that were found possible."""

    low: int
    high: int


@dataclass(frozen=True)
class Wanted:
    """How uncertain a hidden cell must stay: `values` numbers from the least possible one to the
    greatest, and the greatest not below `reach`."""

    values: int
    reach: int

    def is_met(self, bounds: Bounds) -> bool:
        return bounds.high >= self.reach and bounds.high - bounds.low + 1 >= self.values


@dataclass(frozen=True)
class Reader:
    """Who reads all that is shown of a family; the hidden numbers do not change what they find."""

    family: Family
    threshold: int

    def wanted(self, cell: Cell) -> Wanted:
        """Where a whole table comes to less than the threshold, no cell of it can reach that; two
        numbers are possible in any case."""
        reach = min(self.threshold, self.family.closed.get(cell, self.threshold))
        return Wanted(values=max(2, reach), reach=reach)

    def parts_of(self, hidden: AbstractSet[Cell]) -> list[frozenset[Cell]]:
        """Hidden cells that say something of each other, directly or by others."""
        parent: dict[Cell, Cell] = {cell: cell for cell in hidden}

        def root(cell: Cell) -> Cell:
            while parent[cell] != cell:
                parent[cell] = parent[parent[cell]]
                cell = parent[cell]
            return cell

        ties = (
            *(one.cells for one in self.family.sums),
            *((one.part, one.whole) for one in self.family.limits),
        )
        for cells in ties:
            tied = [cell for cell in cells if cell in hidden]
            for cell in tied[1:]:
                parent[root(cell)] = root(tied[0])
        groups: dict[Cell, set[Cell]] = {}
        for cell in hidden:
            groups.setdefault(root(cell), set()).add(cell)
        return [frozenset(group) for group in groups.values()]

    def too_certain(self, cells: frozenset[Cell]) -> dict[Cell, Bounds]:
        """Those of one part, with somebody in them, that a reader knows too well, and what they
        can be."""
        order = sorted(cells, key=repr)
        program = Program(*self._known_of(order))
        low = np.array([self.family.values[cell] for cell in order])
        high = low.copy()

        def is_met(place: int) -> bool:
            return self.wanted(order[place]).is_met(Bounds(int(low[place]), int(high[place])))

        found = {}
        for place, cell in enumerate(order):
            if self.family.values[cell] == 0:
                continue
            for direction in (1.0, -1.0):
                # Every solution tells of all cells, so a few of them settle most.
                if is_met(place):
                    break
                prices = np.zeros(len(order))
                prices[place] = direction
                solution = program.greatest(prices)
                if solution is not None:
                    np.minimum(low, solution, out=low)
                    np.maximum(high, solution, out=high)
            if not is_met(place):
                found[cell] = Bounds(int(low[place]), int(high[place]))
        return found

    def _known_of(self, order: Sequence[Cell]) -> tuple[list[Row], Numbers, Numbers]:
        place = {cell: number for number, cell in enumerate(order)}
        truth = self.family.values
        lower = np.array([float(self.family.least(cell)) for cell in order])
        upper = np.array([float(truth[cell] + HEADROOM) for cell in order])
        rows = [
            Row({place[c]: w for c, w in weighed}, known, known)
            for weighed, known in self._sums_of(place)
        ]
        for limit in self.family.limits:
            if limit.part in place and limit.whole in place:
                rows.append(Row({place[limit.part]: 1, place[limit.whole]: -1}, -INFINITE, 0))
            elif limit.part in place:
                upper[place[limit.part]] = min(upper[place[limit.part]], truth[limit.whole])
            elif limit.whole in place:
                lower[place[limit.whole]] = max(lower[place[limit.whole]], truth[limit.part])
        return rows, lower, upper

    def _sums_of(self, place: Mapping[Cell, int]) -> Iterator[tuple[list[tuple[Cell, int]], int]]:
        """Of each sum the hidden cells with their sign, and what they come to."""
        for one in self.family.sums:
            weighed = [(cell, 1) for cell in one.parts if cell in place]
            if one.total in place:
                weighed.append((one.total, -1))
            if weighed:
                yield weighed, sum(self.family.values[cell] * weight for cell, weight in weighed)
