"""Exact pricing: each step adds a panel that the hull lacks or proves that there is none.

Fully corrective (Wolfe 1976): project the target onto the hull of the panels found, ask integer
programming for the panel farthest along the way from projection to target, repeat. When no panel
reaches the target along that way, the way itself, rounded to whole numbers, is a cut.
"""

import numpy as np

from fairplaces.coverage import uncovered_types
from fairplaces.panels.milp import WholeProgram
from fairplaces.panels.mixture import Cut, Mixture
from fairplaces.panels.weights import vertex_weights, weights_for
from fairplaces.types import Floats, Ints, Program
from fairplaces.watch import Watch

_REACHED = 1e-8
_SCALES = (60, 1_000, 30_000, 1_000_000)


def exact_mixture(program: Program, x: Floats, start: Ints, watch: Watch) -> Mixture:
    """A mixture for x (T,), or one with a `cut`, or with types that fit in no panel `outside`.

    When time is over, the mixture closest to x so far.
    """
    whole = WholeProgram(program.matrix, program.lower, program.upper, program.least, program.most)
    start = np.array([panel for panel in start if program.keeps(panel)], dtype=np.int64)
    start = start.reshape(-1, len(x))
    panels, outside = uncovered_types(program, whole, start, watch)
    panels = _distinct(panels)
    weights = weights_for(panels.astype(float), x)
    if outside and max(x[list(outside)]) > 0:
        return Mixture(panels, weights.weights, weights.error, outside=outside)
    while weights.error > _REACHED and not watch.over:
        watch.tell("exact", 1.0 - min(1.0, weights.error))
        direction = weights.toward[:-1]
        if (panels @ direction).max() >= direction @ x:
            # Newton ended before the direction was right: linear programming has the last word.
            weights = vertex_weights(panels.astype(float), x)
            direction = weights.toward[:-1]
            if weights.error <= _REACHED:
                break
        direction = direction / max(float(np.abs(direction).max()), 1e-300)
        beyond = float(direction @ x)
        best = whole.best(direction, seconds=watch.left, enough=beyond + 1e-6)
        if best.panel is None or not (best.proven or best.value > beyond + 1e-6):
            break
        if best.value < beyond - 1e-7:
            cut = _cut(whole, direction, x, watch)
            if cut is not None:
                return Mixture(panels, weights.weights, weights.error, cut=cut)
        if (panels == best.panel).all(axis=1).any():
            break
        panels = np.vstack([panels, best.panel[None, :]])
        weights = weights_for(panels.astype(float), x)
    return Mixture(panels, weights.weights, weights.error)


def _distinct(panels: Ints) -> Ints:
    kept = {panel.tobytes(): panel for panel in panels}
    return np.array(list(kept.values()), dtype=np.int64)


def _cut(whole: WholeProgram, direction: Floats, x: Floats, watch: Watch) -> Cut | None:
    """The direction rounded to whole numbers, as soon as the rounded one still cuts x off."""
    for scale in _SCALES:
        coefficients = np.rint(direction * scale).astype(np.int64)
        best = whole.best(coefficients.astype(float), gap=0.5, seconds=watch.left)
        if not best.proven or best.panel is None:
            continue
        upper = int(coefficients @ best.panel)
        if coefficients @ x > upper + 1e-5:
            return Cut(coefficients, upper)
    return None
