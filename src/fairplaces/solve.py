"""The fairest lottery over a programme: target, panels, cuts, tickets."""

from dataclasses import dataclass, replace

import numpy as np

from fairplaces import certificate
from fairplaces.coverage import uncovered_types, whole_of
from fairplaces.lottery import Lottery, quantise
from fairplaces.marginals.lp import INFINITE, LinearProgram
from fairplaces.panels.decompose import REACHED, decompose
from fairplaces.panels.mixture import Mixture
from fairplaces.panels.walk import random_panels
from fairplaces.targets import Objective, Target, aim
from fairplaces.types import Floats, Ints, Program
from fairplaces.waiting.replaceable import most_replaceable
from fairplaces.watch import Watch

_NOTHING = 1e-9
_RANDOM_PANELS = 1_000


@dataclass(frozen=True, slots=True)
class Solved:
    """program with cuts and without the types `outside`; the rest as `Allocation` says."""

    program: Program
    target: Target
    lottery: Lottery
    multipliers: tuple[int, ...]
    outside: tuple[int, ...]
    is_proven: bool


def solve(
    program: Program,
    objective: Objective,
    *,
    gamma: float,
    tickets: int,
    is_replaceable: bool,
    watch: Watch,
) -> Solved:
    """The best lottery over a programme, as `allocate` promises it."""
    outside: list[int] = []
    known: Ints | None = None
    while True:
        watch.tell("chances", len(program.rows) / (len(program.rows) + 10))
        target = aim(program, objective, gamma)
        hopeless = _hopeless(program, target)
        if hopeless:
            outside, program = outside + hopeless, program.without(hopeless)
            continue
        if objective == "random":
            mixture = _at_random(program, watch)
            target = replace(target, x=mixture.weights @ mixture.panels)
            break
        mixture = decompose(program, target.x, watch, known, 2.0 if is_replaceable else 1.0)
        known = mixture.panels
        if mixture.outside:
            outside, program = outside + list(mixture.outside), program.without(mixture.outside)
        elif mixture.cut is not None and not watch.over:
            program = program.with_row(mixture.cut.coefficients, mixture.cut.upper)
        else:
            break
    is_proven = mixture.error <= 10 * REACHED
    weights = mixture.weights
    if not is_proven:
        weights = _best_of(program, mixture)
        target = replace(target, x=weights @ mixture.panels)
    elif is_replaceable and objective != "random":
        weights = most_replaceable(program, mixture.panels, weights, target.x)
    return Solved(
        program=program,
        target=target,
        lottery=quantise(mixture.panels, weights, target.x, tickets),
        multipliers=certificate.rounded(target.worth),
        outside=tuple(sorted(outside)),
        is_proven=is_proven and objective != "random",
    )


def _hopeless(program: Program, target: Target) -> list[int]:
    """Types whose chance the rules' relaxation proves to be nothing."""
    if not target.levels or target.levels[0].chance > _NOTHING:
        return []
    return [int(t) for t in target.levels[0].types if program.free[t]]


def _at_random(program: Program, watch: Watch) -> Mixture:
    """Panels by random preferences, equally likely: the rules are kept, nothing is optimised."""
    whole = whole_of(program)
    nothing = np.zeros((0, len(program.count)), dtype=np.int64)
    panels, _ = uncovered_types(program, whole, nothing, watch)
    found = [panels[0]]
    for number, panel in enumerate(random_panels(program, panels[0], _RANDOM_PANELS)):
        watch.tell("panels", number / _RANDOM_PANELS)
        if watch.over:
            break
        found.append(panel)
    distinct, times = np.unique(np.array(found), axis=0, return_counts=True)
    return Mixture(distinct, times / times.sum(), 0.0)


def _best_of(program: Program, mixture: Mixture) -> Floats:
    """Weights of the panels found with the largest smallest chance (a lower bound, honestly)."""
    free, panels = program.free, mixture.panels
    number = len(panels)
    matrix = np.hstack([panels[:, free].T, -program.count[free][:, None]]).astype(float)
    matrix = np.vstack([matrix, np.append(np.ones(number), 0.0)])
    lower = np.append(np.zeros(int(free.sum())), 1.0)
    upper = np.append(np.full(int(free.sum()), INFINITE), 1.0)
    cost = np.append(np.zeros(number), 1.0)
    lp = LinearProgram(matrix, lower, upper, np.zeros(number + 1), np.ones(number + 1), cost)
    lp.solve()
    weights = np.maximum(lp.values()[:number], 0.0)
    return np.asarray(weights / weights.sum())
