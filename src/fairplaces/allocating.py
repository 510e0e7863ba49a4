"""The fairest lottery under the rules of a problem."""

from collections.abc import Callable

from fairplaces.allocation import Allocation
from fairplaces.lottery import TICKETS
from fairplaces.problem import Problem
from fairplaces.solve import solve
from fairplaces.targets import Objective
from fairplaces.types import program_of
from fairplaces.watch import Progress, Watch


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

    Raises `ImpossibleRules` where no panel keeps every rule, `Cancelled`, `NotSolved`.
    """
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
