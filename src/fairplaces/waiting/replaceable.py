"""Among lotteries with the same chances, the one whose panels are easiest to mend."""

import numpy as np

from fairplaces.marginals.lp import LinearProgram, Outcome
from fairplaces.types import Floats, Ints, Program


def most_replaceable(program: Program, panels: Ints, weights: Floats, x: Floats) -> Floats:
    """Weights (N,) of the same averages x with the largest expected `replaceability`.

    Returns `weights` where linear programming finds nothing better.
    """
    worth = np.array([replaceability(program, panel) for panel in panels])
    varied = np.flatnonzero((panels != panels[0]).any(axis=0))
    matrix = np.vstack([panels[:, varied].T, np.ones(len(panels))]).astype(float)
    reached = np.append((weights @ panels)[varied], 1.0)
    lp = LinearProgram(
        matrix, reached - 1e-9, reached + 1e-9, np.zeros(len(panels)), np.ones(len(panels)), worth
    )
    if lp.solve() is not Outcome.OPTIMAL:
        return weights
    better = np.maximum(lp.values(), 0.0)
    better /= better.sum()
    return better if better @ worth > weights @ worth else weights


def replaceability(program: Program, panel: Ints) -> float:
    """The share of a panel's units for whom somebody outside could step in, all rules kept."""
    members = np.flatnonzero(panel)
    waiting = program.matrix[:, (panel < program.most)]
    if not len(members):
        return 1.0
    activity = program.matrix @ panel
    mended = 0
    for t in members:
        after = (activity - program.matrix[:, t])[:, None] + waiting
        keeps = (after >= program.lower[:, None]) & (after <= program.upper[:, None])
        mended += int(panel[t]) if keeps.all(axis=0).any() else 0
    return mended / int(panel.sum())
