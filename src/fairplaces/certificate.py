"""A proof, in whole numbers, that nobody's smallest chance could be larger.

For any multipliers y of the rows, weak duality bounds the smallest chance z of the free types:
with g = yᵀA,  z·Σ_{g>0} g_t·m_t ≤ Σ_r max(y_r·lower_r, y_r·upper_r) − fixed + Σ_{g<0} |g_t|·m_t.
The multipliers come from linear programming in floating point; the bound is computed from their
rounded values exactly, so it holds whatever the solver did.
"""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from fairplaces.types import Floats, Program

_SCALE = 10**9


def rounded(worth: Floats) -> tuple[int, ...]:
    """Multipliers (R,) as whole numbers, the largest of them 10⁹."""
    largest = float(np.abs(worth).max(initial=0.0))
    if largest == 0.0:
        return tuple(0 for _ in worth)
    return tuple(round(float(value) / largest * _SCALE) for value in worth)


def bound(program: Program, multipliers: Sequence[int]) -> Fraction:
    """What no lottery's smallest chance can exceed: exact, at most 1."""
    y = [int(value) for value in multipliers]
    total = sum(
        max(value * int(low), value * int(high))
        for value, low, high in zip(y, program.lower, program.upper, strict=True)
    )
    rows = [r for r, value in enumerate(y) if value]
    slope = 0
    for t in range(len(program.count)):
        g = sum(y[r] * int(program.matrix[r, t]) for r in rows)
        least, count = int(program.least[t]), int(program.count[t])
        if not program.free[t]:
            total -= g * least
        elif g > 0:
            slope += g * count
        else:
            total -= g * int(program.most[t])
    return min(Fraction(1), Fraction(total, slope)) if slope > 0 else Fraction(1)
