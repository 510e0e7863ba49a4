"""Nash welfare: the largest product of everybody's chances."""

import numpy as np

from fairplaces.marginals.interior import log_centre
from fairplaces.marginals.lp import LinearProgram
from fairplaces.types import Floats, Program


def nash(program: Program, least: Floats | None = None, most: Floats | None = None) -> Floats:
    """x (T,) of the largest Σ people·log chance; `least`, `most` (T,) narrow x further.

    Types that cannot come keep 0. Assumes that the rules are possible and that every free type
    can have a positive chance.
    """
    low = program.least.astype(float) if least is None else least
    high = program.most.astype(float) if most is None else most
    free = program.free & (high - low > 1e-12)
    x = np.where(free, 0.0, low)
    held = program.matrix @ x
    matrix = program.matrix[:, free].astype(float)
    lower, upper = program.lower - held, program.upper - held
    useful = (matrix != 0).any(axis=1)
    if free.any():
        weight = (program.size * program.count)[free].astype(float)
        x[free] = log_centre(
            matrix[useful], lower[useful], upper[useful], low[free], high[free], weight
        )
    return x


def log_gap(program: Program, x: Floats) -> float:
    """By how much Σ people·log chance could still rise, at most, per person (Frank–Wolfe gap)."""
    free = program.free & (x > 1e-12)
    weight = np.where(free, program.size * program.count / np.where(free, x, 1.0), 0.0)
    lp = LinearProgram(
        program.matrix.astype(float),
        program.lower.astype(float),
        program.upper.astype(float),
        program.least.astype(float),
        program.most.astype(float),
        weight,
    )
    lp.solve()
    people = float((program.size * program.count)[free].sum())
    return max(0.0, float(weight @ (lp.values() - x)) / max(people, 1.0))
