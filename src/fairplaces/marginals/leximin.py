"""The fairest chances the rules allow, by linear programming (before whole panels are sought).

Leximin: the smallest chance as large as it can be, then the next smallest, and so on (Flanigan,
Gölz, Gupta, Hennig, Procaccia, 'Fair algorithms for selecting citizens' assemblies', Nature 596,
2021). With x_t = m_t·z + s_t, s_t ≥ 0, the programme has one row for each rule and none for the
types, so a round is a handful of simplex steps. A type whose s_t has a reduced cost is tight in
every optimum: only those are fixed. The bound x_t ≤ m_t is added for a type once it is broken.
"""

from dataclasses import dataclass

import numpy as np

from fairplaces.errors import ImpossibleRules
from fairplaces.marginals.lp import INFINITE, LinearProgram, Outcome
from fairplaces.types import Floats, Ints, Program

_TIGHT = 1e-9
_SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Level:
    """One round: the chance reached, the types it settled and the worth of each rule.

    worth (R,): what one more unit of the row's bound would add to this chance; positive for a
    ceiling, negative for a floor.
    """

    chance: float
    types: Ints
    worth: Floats


@dataclass(frozen=True, slots=True)
class Marginals:
    """x (T,) units of each type admitted on average; levels from the smallest chance up."""

    x: Floats
    levels: tuple[Level, ...]


def leximin(program: Program, *, rounds: int | None = None) -> Marginals:
    """The leximin chances over lower ≤ A·x ≤ upper, or only its first `rounds`.

    With `rounds` the types left open keep the x of the last optimum. Raises `ImpossibleRules`.
    """
    return _Rounds(program).run(rounds)


class _Rounds:
    def __init__(self, program: Program) -> None:
        self.program = program
        self.count = program.count.astype(float)
        self.matrix = program.matrix.astype(float)
        self.open = program.free.copy()
        self.x = program.least.astype(float)
        self.bounded: dict[int, int] = {}
        types = len(self.count)
        climb = self._climb()
        held = self.matrix @ np.where(self.open, 0.0, self.x)
        self.lp = LinearProgram(
            np.hstack([self.matrix, climb[:, None]]),
            program.lower - held,
            program.upper - held,
            np.zeros(types + 1),
            np.append(np.where(self.open, self.count, 0.0), 1.0),
            np.append(np.zeros(types), 1.0),
        )

    def _climb(self) -> Floats:
        return self.matrix @ np.where(self.open, self.count, 0.0)

    def run(self, rounds: int | None) -> Marginals:
        levels: list[Level] = []
        if not self.open.any():
            self._optimum()
        while self.open.any() and (rounds is None or len(levels) < rounds):
            s, z = self._optimum()
            settled = self._settled(z)
            duals = self.lp.row_duals()[: len(self.program.rows)]
            levels.append(Level(z, np.flatnonzero(settled), duals))
            x = self.count * z + s
            self.x[settled] = (self.count * z)[settled]
            self.open &= ~settled
            if rounds is not None and len(levels) == rounds:
                self.x[self.open] = x[self.open]
                break
            self._fix(settled)
        return Marginals(self.x, tuple(levels))

    def _optimum(self) -> tuple[Floats, float]:
        while True:
            if self.lp.solve() is Outcome.IMPOSSIBLE:
                raise ImpossibleRules
            values = self.lp.values()
            s, z = values[:-1], float(values[-1])
            over = self.open & (s + self.count * z > self.count + _SLACK)
            over[list(self.bounded)] = False
            if not over.any():
                return s, z
            for t in np.flatnonzero(over):
                self.bounded[int(t)] = self.lp.solver.getNumRow()
                index = np.array([t, len(self.count)], dtype=np.int32)
                pair = np.array([1.0, self.count[t]])
                self.lp.solver.addRow(-INFINITE, float(self.count[t]), 2, index, pair)

    def _settled(self, z: float) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
        if z >= 1 - _SLACK:
            return self.open.copy()
        cost = np.abs(self.lp.reduced_costs()[:-1]) * self.count
        s = self.lp.values()[:-1]
        at_floor = self.open & (s <= _SLACK)
        settled = at_floor & (cost > _TIGHT)
        if not settled.any():
            # Rounding hid every price: the dearest is tight, since the prices sum to one.
            settled = at_floor & (cost >= cost[at_floor].max(initial=0.0))
        if not settled.any():
            settled = self.open.copy()
        return np.asarray(settled, dtype=np.bool_)

    def _fix(self, settled: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> None:
        solver, types = self.lp.solver, len(self.count)
        for t in np.flatnonzero(settled):
            solver.changeColBounds(int(t), 0.0, 0.0)
            if int(t) in self.bounded:
                solver.changeRowBounds(self.bounded.pop(int(t)), -INFINITE, INFINITE)
        held = self.matrix @ np.where(self.open, 0.0, self.x)
        for r, value in enumerate(self._climb()):
            solver.changeCoeff(r, types, float(value))
            lower, upper = self.program.lower[r], self.program.upper[r]
            solver.changeRowBounds(r, float(lower - held[r]), float(upper - held[r]))
