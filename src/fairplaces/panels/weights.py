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
_PULLED = 1e-6


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
    dual = _Dual(panels, target, np.zeros(width + 1) if start is None else start.copy())
    last = np.inf
    for _ in range(steps):
        slope = dual.slope()
        steepest = float(np.abs(slope).max())
        if steepest < 1e-12 or (last < 1e-9 and steepest > 0.5 * last):
            # As flat as doubles can tell. Inside the hull the proximal term is moved out of the
            # way; outside, it is what keeps the dual finite.
            if not 1e-13 < dual.pull < _PULLED:
                break
            dual.recentre()
            last = np.inf
            continue
        last = steepest
        if not dual.step(slope):
            break
    weights = dual.weights
    total = weights.sum()
    weights = weights / total if total > 0 else np.full(count, 1.0 / count)
    error = float(np.abs(weights @ panels - target).max(initial=0.0))
    return Weights(weights, error, dual.point)


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


class _Dual:
    """The dual function at a point, with a proximal term around a centre.

    In units of 1/N the weights are near one and tolerances mean the same at every size.
    """

    def __init__(self, panels: Floats, target: Floats, point: Floats) -> None:
        self.count = float(len(panels))
        self.rows = np.vstack([panels.T, np.ones(len(panels))])
        self.wanted = np.append(target, 1.0)
        self.point, self.centre = point, np.zeros(len(point))
        self.value, self.inner = self._at(point)

    @property
    def weights(self) -> Floats:
        return np.maximum(self.inner, 0.0)

    @property
    def pull(self) -> float:
        """By how much the proximal term keeps the weights from the target."""
        return float(_PROX * np.abs(self.point - self.centre).max())

    def slope(self) -> Floats:
        missing = self.rows @ self.weights - self.wanted
        return np.asarray(missing + _PROX * (self.point - self.centre))

    def recentre(self) -> None:
        self.centre = self.point
        self.value, self.inner = self._at(self.point)

    def step(self, slope: Floats) -> bool:
        """One Newton step with Armijo's rule; False where none descends."""
        active = self.rows[:, self.inner > 0]
        curve = active @ active.T / self.count
        curve[np.diag_indices(len(slope))] += _PROX + 1e-13 * np.trace(curve)
        try:
            step = -cho_solve(cho_factor(curve, check_finite=False), slope, check_finite=False)
        except LinAlgError:
            return False
        fall = float(slope @ step)
        length = 1.0
        while length > 1e-6:
            point = self.point + length * step
            value, inner = self._at(point)
            if value <= self.value + 1e-4 * length * fall + 1e-16:
                self.point, self.value, self.inner = point, value, inner
                return True
            length /= 2
        return False

    def _at(self, point: Floats) -> tuple[float, Floats]:
        inner = (1.0 + point @ self.rows) / self.count
        positive = np.maximum(inner, 0.0)
        value = 0.5 * self.count * float(positive @ positive) - float(self.wanted @ point)
        away = point - self.centre
        return value + 0.5 * _PROX * float(away @ away), inner
