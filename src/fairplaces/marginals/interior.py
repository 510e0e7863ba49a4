"""Largest weighted sum of logarithms over the rules: an interior point method of our own.

HiGHS knows no exponential cone. The Hessian is diagonal, so a Newton step costs one Cholesky of
a matrix as large as the number of rules; some thirty steps reach double precision. Primal–dual
with Mehrotra's predictor (Wright, 'Primal-dual interior-point methods', 1997, chapter 10).
"""

import numpy as np
from scipy.linalg import LinAlgError, cho_factor, cho_solve, lstsq

from fairplaces.types import Floats

_STEPS = 120
_DONE = 1e-13


def log_centre(
    matrix: Floats,
    lower: Floats,
    upper: Floats,
    least: Floats,
    most: Floats,
    weight: Floats,
) -> Floats:
    """x (T,) of the largest Σ weight·log x with lower ≤ matrix·x ≤ upper, least ≤ x ≤ most.

    Needs weight > 0 and most > max(least, 0); rows may be equalities. The result keeps the rules
    to about 1e-9; the caller checks its value by `fairplaces.marginals.nash.log_gap`.
    """
    # x, row activity v and bound multipliers; bounds of x and of loose rows are one stack.
    equal = upper - lower <= 0
    loose = ~equal
    low = np.concatenate([least, lower[loose]])
    high = np.concatenate([most, upper[loose]])
    size, width = len(least), len(low)
    full = np.zeros((len(lower), width))
    full[:, :size] = matrix
    full[np.flatnonzero(loose), size + np.arange(int(loose.sum()))] = -1.0
    right = np.where(equal, lower, 0.0)
    weights = np.concatenate([weight, np.zeros(width - size)])
    middle = 0.5 * (low + high)
    x = middle.copy()
    scale = float(weight.mean())
    below, above = np.full(width, scale), np.full(width, scale)
    dual = np.zeros(len(lower))
    for _ in range(_STEPS):
        down, up = x - low, high - x
        grad = -weights / np.where(weights > 0, x, 1.0)
        mu = float(below @ down + above @ up) / (2 * width)
        dual_rest = grad - full.T @ dual - below + above
        rest = full @ x - right
        steady = np.abs(dual_rest).max() < 1e-11 * np.abs(grad).max()
        if mu < _DONE * scale and np.abs(rest).max() < 1e-11 and steady:
            break
        if mu < 1e-4 * _DONE * scale or min(down.min(), up.min()) < 1e-15:
            break
        curve = weights / np.where(weights > 0, x * x, 1.0) + below / down + above / up
        solve = _solver(full, curve)
        for centre in (0.0, None):
            aim = 0.0 if centre == 0.0 else mu * sigma
            cross_low = 0.0 if centre == 0.0 else dx * dbelow
            cross_up = 0.0 if centre == 0.0 else -dx * dabove
            low_part = (aim - cross_low) / down - below
            up_part = (aim - cross_up) / up - above
            force = dual_rest - low_part + up_part
            ddual = solve(-rest + full @ (force / curve))
            dx = (full.T @ ddual - force) / curve
            dbelow = low_part - below / down * dx
            dabove = up_part + above / up * dx
            primal = min(_room(down, dx), _room(up, -dx), _room(x, dx, weights > 0))
            other = min(_room(below, dbelow), _room(above, dabove))
            if centre == 0.0:
                after = float(
                    (below + other * dbelow) @ (down + primal * dx)
                    + (above + other * dabove) @ (up - primal * dx)
                ) / (2 * width)
                sigma = max(1e-8, min(1.0, (after / mu) ** 3)) if mu > 0 else 0.0
        length = 0.995 * min(primal, other)
        length = min(1.0, length)
        if not np.isfinite(dx).all():
            break
        x = x + length * dx
        dual = dual + length * ddual
        below = below + length * dbelow
        above = above + length * dabove
    return np.asarray(x[:size])


def _room(value: Floats, change: Floats, where: object = None) -> float:
    falling = change < 0
    if where is not None:
        falling = falling & np.asarray(where)
    return float((-value[falling] / change[falling]).min(initial=1.0 / 0.995))


def _solver(full: Floats, curve: Floats):  # type: ignore[no-untyped-def]  # noqa: ANN202
    normal = (full / curve) @ full.T
    # Rows that repeat each other (every question counts the same people) make it singular.
    lifted = normal.copy()
    lifted[np.diag_indices(len(normal))] += 1e-14 * np.trace(normal) / len(normal)
    try:
        factor = cho_factor(lifted, check_finite=False)
    except LinAlgError:
        return lambda right: lstsq(normal, right, lapack_driver="gelsy")[0]

    def solve(right: Floats) -> Floats:
        first = cho_solve(factor, right, check_finite=False)
        again = cho_solve(factor, right - normal @ first, check_finite=False)
        return np.asarray(first + again)

    return solve
