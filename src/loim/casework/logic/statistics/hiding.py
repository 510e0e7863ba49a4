"""Which cells of a family are hidden, so that no hidden one can be computed from all the others.

Small cells first (primary suppression). Then others with them (complementary; Cox 1980, JASA 75),
until the audit in feasible.py finds every hidden cell uncertain enough: which ones is the cheapest
way to let a too certain cell be another number while all sums hold, found by a linear program
(Kelly, Golden and Assad 1992, "Cell suppression: disclosure protection for sensitive tabular
data", Networks 22). Small numbers are cheap, and among equal ones ranks decide that no reader
knows (Wong et al. 2007, "Minimality attack in privacy preserving data publishing").
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from math import log2

import numpy as np

from loim.casework.logic.statistics.family import Cell, Family
from loim.casework.logic.statistics.feasible import HEADROOM, Bounds, Reader, Wanted
from loim.casework.logic.statistics.program import INFINITE, Program, Row

THRESHOLD = 5
# How many times as much it costs to hide a cell that should be kept.
_PRICE_OF_KEPT = 6.0


class CannotBeHidden(Exception):
    """All that may be hidden is hidden, and `cells` are known too well: a table is to be closed."""

    def __init__(self, cells: list[Cell]) -> None:
        super().__init__(cells)
        self.cells = cells


def hidden_cells(
    family: Family, *, rank_of: Callable[[Cell], float], threshold: int = THRESHOLD
) -> frozenset[Cell]:
    """All hidden cells, those hidden before among them.

    Each hidden number could be `threshold` different ones at least, one of them no small one.
    `rank_of` gives a number from 0 to 1 that nobody can guess, of each cell the same every time.
    Raises CannotBeHidden.
    """
    reader = Reader(family, threshold)
    hidden = set(family.hidden | family.closed.keys()) | {
        cell
        for cell, value in family.values.items()
        if 0 < value < threshold and cell not in family.fixed
    }
    known: dict[frozenset[Cell], dict[Cell, Bounds]] = {}
    while True:
        parts = reader.parts_of(hidden)
        for cells in parts:
            if cells not in known:
                known[cells] = reader.too_certain(cells)
        # One cell of each part: hiding for it mostly helps its neighbours, too.
        surest = [_surest(known[cells], rank_of) for cells in parts if known[cells]]
        if not surest:
            return frozenset(hidden)
        added: set[Cell] = set()
        for cell, bounds in sorted(surest, key=lambda each: rank_of(each[0])):
            changes = _changes(family.values[cell], bounds, reader.wanted(cell))
            added |= _helpers(family, cell, changes, hidden | added, rank_of)
        # No way within what may still be hidden: all of it.
        added = added or _new_ones(family, hidden)
        if not added:
            raise CannotBeHidden([cell for cell, _bounds in surest])
        hidden |= added


def _surest(known: Mapping[Cell, Bounds], rank_of: Callable[[Cell], float]) -> tuple[Cell, Bounds]:
    return min(known.items(), key=lambda each: (each[1].high - each[1].low, rank_of(each[0])))


def _helpers(
    family: Family,
    cell: Cell,
    changes: Iterable[int],
    hidden: set[Cell],
    rank_of: Callable[[Cell], float],
) -> set[Cell]:
    """The cheapest cells with which `cell` is less certain than before; none where others must
    help first."""
    for change in changes:
        if found := _way(family, cell, change, hidden, rank_of):
            return found
    return set()


def _changes(value: int, bounds: Bounds, wanted: Wanted) -> Iterator[int]:
    """By how much a cell should change: as much as is missing, or else a part of that."""
    yield max(wanted.reach, bounds.low + wanted.values - 1) - value
    if value < wanted.reach:
        yield wanted.reach - value
    lowest = bounds.high - wanted.values + 1
    if 0 <= lowest < value:
        yield lowest - value
    yield 1
    yield -1


def _new_ones(family: Family, hidden: Iterable[Cell]) -> set[Cell]:
    return {
        cell for cell, value in family.values.items() if value > 0 and cell not in family.fixed
    } - set(hidden)


def _way(
    family: Family,
    cell: Cell,
    change: int,
    hidden: set[Cell],
    rank_of: Callable[[Cell], float],
) -> set[Cell] | None:
    """Cells that change when `cell` changes by so much at the lowest price; None: there is none."""
    new = _new_ones(family, hidden)
    order = sorted(hidden | new, key=rank_of)
    place = {one: number for number, one in enumerate(order)}
    size = len(order)
    # Columns: by how much each goes up, then by how much each goes down.
    upper = np.array([float(HEADROOM)] * size + [float(family.values[one] - 1) for one in order])
    lower = np.zeros(2 * size)
    at = place[cell] if change > 0 else size + place[cell]
    lower[at] = upper[at] = abs(change)
    upper[(at + size) % (2 * size)] = 0
    prices = np.array([_price(one, family, new, rank_of) for one in order] * 2)
    solution = Program(_balance(family, place), lower, upper).greatest(-prices)
    if solution is None:
        return None
    return {one for one in new if solution[place[one]] or solution[size + place[one]]}


def _price(cell: Cell, family: Family, new: set[Cell], rank_of: Callable[[Cell], float]) -> float:
    if cell not in new:
        return 1e-4
    price = 1 + log2(family.values[cell]) + rank_of(cell) / 100
    return price * _PRICE_OF_KEPT if cell in family.kept else price


def _balance(family: Family, place: Mapping[Cell, int]) -> list[Row]:
    """All sums still hold, and no part is more than its whole."""
    size, rows = len(place), []
    for one in family.sums:
        weights: dict[int, float] = {}
        for each, sign in (*((part, 1) for part in one.parts), (one.total, -1)):
            if each in place:
                weights[place[each]], weights[size + place[each]] = sign, -sign
        if weights:
            rows.append(Row(weights, 0, 0))
    for limit in family.limits:
        weights = {}
        for each, sign in ((limit.part, 1), (limit.whole, -1)):
            if each in place:
                weights[place[each]], weights[size + place[each]] = sign, -sign
        if weights:
            room = family.values[limit.whole] - family.values[limit.part]
            rows.append(Row(weights, -INFINITE, room))
    return rows
