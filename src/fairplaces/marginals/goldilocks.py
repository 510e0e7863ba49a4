"""Goldilocks: neither very small nor very large chances.

Minimise n/k·max chance + γ·k/n·1/min chance (Baharav and Flanigan, 'Fair, manipulation-robust and
transparent sortition', 2024). Convex in the smallest chance z: 1/z is replaced by its tangents,
each round a warm linear programme, until the tangents meet the curve.
"""

from dataclasses import dataclass

import numpy as np

from fairplaces.errors import ImpossibleRules
from fairplaces.marginals.lp import INFINITE, LinearProgram, Outcome
from fairplaces.marginals.nash import nash
from fairplaces.types import Floats, Program

_ROUNDS = 60
_CLOSE = 1e-10


@dataclass(frozen=True, slots=True)
class Goldilocks:
    """x (T,); the objective's value and the bound that nothing can be below."""

    x: Floats
    value: float
    bound: float


def goldilocks(program: Program, gamma: float = 1.0) -> Goldilocks:
    """The goldilocks chances over the rules; among equals the largest product. Raises
    `ImpossibleRules`."""
    free, count = program.free, program.count.astype(float)
    people = float((program.size * count)[free].sum())
    places = float(program.upper[0] - (program.size * program.least).sum())
    share = max(places, 1.0) / max(people, 1.0)
    types = len(count)
    lp = _programme(program, share)
    tried = share
    best, bound, low, high = np.inf, -np.inf, 0.0, 1.0
    for _ in range(_ROUNDS):
        # 1/z ≥ 2/t − z/t² for every t: with w for γ·share/z the tangent is a row.
        index = np.array([types, types + 2], dtype=np.int32)
        lp.solver.addRow(
            2 * gamma * share / tried,
            INFINITE,
            2,
            index,
            np.array([gamma * share / tried**2, 1.0]),
        )
        if lp.solve() is Outcome.IMPOSSIBLE:
            raise ImpossibleRules
        values = lp.values()
        z, u = float(values[types]), float(values[types + 1])
        bound = u / share + float(values[types + 2])
        value = u / share + (gamma * share / z if z > 0 else np.inf)
        if value < best:
            best, low, high = value, z, u
        if best - bound < _CLOSE * max(1.0, best) or z <= 0:
            break
        tried = z
    x = nash(
        program,
        np.where(free, count * low * (1 - 1e-12), program.least),
        np.where(free, np.minimum(count * high * (1 + 1e-12), count), program.most),
    )
    return Goldilocks(x, best, bound)


def _programme(program: Program, share: float) -> LinearProgram:
    """Columns x, z, u, w; rows the rules, then m·z ≤ x and x ≤ m·u for each free type."""
    free, count = np.flatnonzero(program.free), program.count.astype(float)
    types, rows = len(count), len(program.rows)
    matrix = np.zeros((rows + 2 * len(free), types + 3))
    matrix[:rows, :types] = program.matrix
    for place, t in enumerate(free):
        matrix[rows + place, t] = matrix[rows + len(free) + place, t] = 1.0
        matrix[rows + place, types] = -count[t]
        matrix[rows + len(free) + place, types + 1] = -count[t]
    none = np.zeros(len(free))
    return LinearProgram(
        matrix,
        np.concatenate([program.lower, none, none - INFINITE]),
        np.concatenate([program.upper, none + INFINITE, none]),
        np.concatenate([program.least, [0.0, 0.0, 0.0]]),
        np.concatenate([program.most, [1.0, 1.0, INFINITE]]),
        np.concatenate([np.zeros(types), [0.0, -1.0 / share, -1.0]]),
    )
