"""What each objective aims at over the rules, before whole panels are sought."""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from fairplaces.marginals.goldilocks import goldilocks
from fairplaces.marginals.leximin import Level, leximin
from fairplaces.marginals.nash import nash
from fairplaces.types import Floats, Program

Objective = Literal["leximin", "maximin", "nash", "goldilocks", "random"]
OBJECTIVES: tuple[str, ...] = get_args(Objective)
# The floor of maximin is relaxed by this share, so that its face is not empty by rounding.
_LESS = 1e-11


@dataclass(frozen=True, slots=True)
class Target:
    """x (T,) units on average; levels of the smallest chances; worth (R,) of the first level."""

    x: Floats
    levels: tuple[Level, ...]
    worth: Floats


def aim(program: Program, objective: Objective, gamma: float) -> Target:
    """The target of an objective. Raises `ImpossibleRules`.

    Types that the rules leave no chance have x = 0 in a first level of 0, whatever the objective.
    """
    found = leximin(program, rounds=None if objective == "leximin" else 1)
    worth = found.levels[0].worth if found.levels else np.zeros(len(program.rows))
    chance = found.levels[0].chance if found.levels else 0.0
    if objective == "leximin" or not found.levels or chance <= 1e-9:
        return Target(found.x, found.levels, worth)
    if objective == "nash":
        x = nash(program)
    elif objective == "goldilocks":
        x = goldilocks(program, gamma).x
    else:
        floor = np.where(program.free, program.count * chance * (1 - _LESS), program.least)
        x = nash(program, floor.astype(float))
    return Target(x, found.levels, worth)
