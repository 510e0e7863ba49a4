"""Largest weighted sum of logarithms over the rules: an interior point method of our own.

HiGHS knows no exponential cone. The Hessian is diagonal, so a Newton step costs one Cholesky of
a matrix as large as the number of rules; some thirty steps reach double precision. Primal–dual
with Mehrotra's predictor (Wright, 'Primal-dual interior-point methods', 1997, chapter 10).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.linalg import LinAlgError, cho_factor, cho_solve, lstsq

from fairplaces.types import Floats

_STEPS = 120
_DONE = 1e-13


@dataclass(frozen=True, slots=True)
class _Stack:
    """Types and the activities of loose rows as one vector v: full·v = right, low ≤ v ≤ high."""

    full: Floats
    right: Floats
    low: Floats
    high: Floats
    weights: Floats


@dataclass(slots=True)
class _Point:
    """A point of the path: v, the rows' duals, the multipliers of both bounds."""

    v: Floats
    dual: Floats
    below: Floats
    above: Floats


@dataclass(frozen=True, slots=True)
class _Step:
    dv: Floats
    ddual: Floats
    dbelow: Floats
    dabove: Floats
    primal: float
    other: float


def log_centre(  # noqa: PLR0917  (a programme has these parts, in this order everywhere)
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
    stack = _stacked(matrix, lower, upper, least, most, weight)
    width = len(stack.low)
    even = np.full(width, float(weight.mean()))
    point = _Point(0.5 * (stack.low + stack.high), np.zeros(len(lower)), even, even.copy())
    for _ in range(_STEPS):
        if not _advance(stack, point, float(weight.mean())):
            break
    return np.asarray(point.v[: len(least)])


def _stacked(  # noqa: PLR0917  (as above)
    matrix: Floats, lower: Floats, upper: Floats, least: Floats, most: Floats, weight: Floats
) -> _Stack:
    equal = upper - lower <= 0
    loose = np.flatnonzero(~equal)
    size, width = len(least), len(least) + len(loose)
    full = np.zeros((len(lower), width))
    full[:, :size] = matrix
    full[loose, size + np.arange(len(loose))] = -1.0
    return _Stack(
        full,
        np.where(equal, lower, 0.0),
        np.concatenate([least, lower[loose]]),
        np.concatenate([most, upper[loose]]),
        np.concatenate([weight, np.zeros(width - size)]),
    )


def _advance(stack: _Stack, point: _Point, scale: float) -> bool:
    """One predictor and corrector step; False when there is nothing left to gain."""
    down, up = point.v - stack.low, stack.high - point.v
    valued = stack.weights > 0
    safe = np.where(valued, point.v, 1.0)
    grad = -stack.weights / safe
    mu = float(point.below @ down + point.above @ up) / (2 * len(down))
    dual_rest = grad - stack.full.T @ point.dual - point.below + point.above
    rest = stack.full @ point.v - stack.right
    steady = np.abs(dual_rest).max() < 1e-11 * np.abs(grad).max()
    if mu < _DONE * scale and np.abs(rest).max() < 1e-11 and steady:
        return False
    if mu < 1e-4 * _DONE * scale or min(down.min(), up.min()) < 1e-15:
        return False
    curve = stack.weights / safe**2 + point.below / down + point.above / up
    solve = _solver(stack.full, curve)

    def step(aim: float, first: _Step | None) -> _Step:
        cross = 0.0 if first is None else first.dv
        low_part = (aim - (0.0 if first is None else cross * first.dbelow)) / down - point.below
        up_part = (aim + (0.0 if first is None else cross * first.dabove)) / up - point.above
        force = dual_rest - low_part + up_part
        ddual = solve(-rest + stack.full @ (force / curve))
        dv = (stack.full.T @ ddual - force) / curve
        dbelow = low_part - point.below / down * dv
        dabove = up_part + point.above / up * dv
        room = min(_room(down, dv), _room(up, -dv), _room(point.v[valued], dv[valued]))
        other = min(_room(point.below, dbelow), _room(point.above, dabove))
        return _Step(dv, ddual, dbelow, dabove, room, other)

    first = step(0.0, None)
    after = float(
        (point.below + first.other * first.dbelow) @ (down + first.primal * first.dv)
        + (point.above + first.other * first.dabove) @ (up - first.primal * first.dv)
    ) / (2 * len(down))
    last = step(mu * max(1e-8, min(1.0, (after / mu) ** 3)), first)
    if not np.isfinite(last.dv).all():
        return False
    length = min(1.0, 0.995 * min(last.primal, last.other))
    point.v = point.v + length * last.dv
    point.dual = point.dual + length * last.ddual
    point.below = point.below + length * last.dbelow
    point.above = point.above + length * last.dabove
    return True


def _room(value: Floats, change: Floats) -> float:
    """How far one can go before a value reaches zero."""
    falling = change < 0
    return float((-value[falling] / change[falling]).min(initial=1.0 / 0.995))


def _solver(full: Floats, curve: Floats) -> Callable[[Floats], Floats]:
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
