"""The fairest lottery under the rules of a problem."""

import math
from collections.abc import Callable

from fairplaces.allocation import Allocation
from fairplaces.grouping import program_of
from fairplaces.lottery import TICKETS
from fairplaces.problem import Problem
from fairplaces.solve import solve
from fairplaces.targets import Objective
from fairplaces.watch import Progress, Watch

# Shares are first rounded in floating point, which counts exactly only so far.
MOST_TICKETS = 10**15


def allocate(
    problem: Problem,
    objective: Objective = "leximin",
    *,
    gamma: float = 1.0,
    tickets: int = TICKETS,
    is_replaceable: bool = False,
    seconds: float | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Allocation:
    """The fairest lottery for `problem`.

    gamma weighs small against large chances (goldilocks only); tickets is m; is_replaceable
    chooses among lotteries with the same chances the one whose panels are easiest to mend; after
    `seconds` the best lottery so far is returned with its honest bound. `progress(stage, share)`
    is told how far the run is, `cancelled()` may stop it.

    Raises `ImpossibleRules` where no panel keeps every rule, `Cancelled`, `NotSolved`; `ValueError`
    for a gamma that is not above 0 or tickets that are not from 1 to 10¹⁵.
    """
    if not 0 < gamma < math.inf:
        raise ValueError(f"gamma is above 0, not {gamma}")
    if not 1 <= tickets <= MOST_TICKETS:
        raise ValueError(f"tickets are from 1 to {MOST_TICKETS}, not {tickets}")
    watch = Watch(seconds, progress, cancelled)
    solved = solve(
        program_of(problem),
        objective,
        gamma=gamma,
        tickets=tickets,
        is_replaceable=is_replaceable,
        watch=watch,
    )
    return Allocation(
        problem=problem,
        objective=objective,
        gamma=gamma,
        program=solved.program,
        target=solved.target,
        lottery=solved.lottery,
        multipliers=solved.multipliers,
        outside=solved.outside,
        is_proven=solved.is_proven,
        seconds=watch.passed,
    )
