"""How likely each panel must be for everybody to have their chance.

The weights λ ≥ 0 closest to equal ones that reproduce the target: the dual is smooth once and
semismooth twice, so Newton's method ends in a dozen steps (Qi and Sun 1993); the answer is unique
for given panels. A small proximal term keeps the system solvable while the target is still
outside the panels' hull; its dual then points from the hull to the target: the direction in
which panels are missing.
"""

from dataclasses import dataclass

import numpy as np
from scipy.linalg import LinAlgError, cho_factor, cho_solve

from fairplaces.marginals.lp import INFINITE, LinearProgram
from fairplaces.types import Floats

_PROX = 1e-9


@dataclass(frozen=True, slots=True)
class Weights:
    """weights (N,) ≥ 0 with sum 1; error: largest |Σ λ_i panel_i − target|; toward (F,)."""

    weights: Floats
    error: float
    toward: Floats


def weights_for(
    panels: Floats, target: Floats, start: Floats | None = None, steps: int = 60
) -> Weights:
    """Weights of `panels` (N, F) for `target` (F,). `start` is the `toward` of an earlier call."""
    count, width = panels.shape
    rows = np.vstack([panels.T, np.ones(count)])
    wanted = np.append(target, 1.0)
    even = 1.0 / count
    scale = float(count)
    # In units of 1/count the weights are near one and tolerances mean the same at every size.
    dual = np.zeros(width + 1) if start is None else start.copy()
    value, inner = _dual(rows, wanted, dual, even, scale)
    for _ in range(steps):
        weights = np.maximum(inner, 0.0)
        slope = rows @ weights - wanted + _PROX * dual
        if np.abs(slope).max() < 1e-14:
            break
        active = rows[:, inner > 0]
        curve = active @ active.T / scale
        curve[np.diag_indices(width + 1)] += _PROX + 1e-13 * np.trace(curve)
        try:
            step = -cho_solve(cho_factor(curve, check_finite=False), slope, check_finite=False)
        except LinAlgError:
            break
        fall = float(slope @ step)
        length = 1.0
        while length > 1e-6:
            tried = dual + length * step
            new_value, new_inner = _dual(rows, wanted, tried, even, scale)
            if new_value <= value + 1e-4 * length * fall + 1e-16:
                break
            length /= 2
        else:
            break
        dual, value, inner = tried, new_value, new_inner
    weights = np.maximum(inner, 0.0)
    total = weights.sum()
    weights = weights / total if total > 0 else np.full(count, even)
    error = float(np.abs(weights @ panels - target).max(initial=0.0))
    return Weights(weights, error, dual)


def vertex_weights(panels: Floats, target: Floats) -> Weights:
    """Weights by linear programming: the smallest error there is, few panels used.

    For the last digits where Newton's system is singular (panels that hardly differ).
    """
    count, width = panels.shape
    ones = np.ones((width, 1))
    matrix = np.vstack(
        [
            np.hstack([panels.T, ones]),
            np.hstack([panels.T, -ones]),
            np.append(np.ones(count), 0.0)[None, :],
        ]
    )
    free = np.full(width, INFINITE)
    lp = LinearProgram(
        matrix,
        np.concatenate([target, -free, [1.0]]),
        np.concatenate([free, target, [1.0]]),
        np.zeros(count + 1),
        np.append(np.ones(count), INFINITE),
        np.append(np.zeros(count), -1.0),
    )
    lp.solve()
    weights = np.maximum(lp.values()[:count], 0.0)
    weights /= weights.sum()
    error = float(np.abs(weights @ panels - target).max(initial=0.0))
    # The duals of both sides of a row point from the hull to the target.
    duals = lp.row_duals()
    return Weights(weights, error, np.append(-(duals[:width] + duals[width:-1]), 0.0))


def _dual(
    rows: Floats, wanted: Floats, dual: Floats, even: float, scale: float
) -> tuple[float, Floats]:
    inner = even + (dual @ rows) / scale
    positive = np.maximum(inner, 0.0)
    value = 0.5 * scale * float(positive @ positive) - float(wanted @ dual)
    return value + 0.5 * _PROX * float(dual @ dual), inner
