"""fairplaces on one instance."""

from collections.abc import Callable

from fairplaces.allocating import allocate
from fairplaces.problem import Problem
from fairplaces.targets import Objective
from tests.bench.lotteries.measuring import Figures, geometric, gini, repeated
from tests.fairplaces.instances import town

OBJECTIVES: tuple[Objective, ...] = ("leximin", "maximin", "nash")


def run(make: Callable[[], Problem], budget: float) -> dict[str, Figures]:
    """By objective; what is loaded once is not counted against the first."""
    problem = make()
    allocate(town(1, 30, 8, (2, 3)), "nash")
    return {objective: _one(problem, objective, budget) for objective in OBJECTIVES}


def _one(problem: Problem, objective: Objective, budget: float) -> Figures:
    """The shortest of up to nine runs in `budget` seconds."""
    found, times = repeated(lambda: allocate(problem, objective), times=9, budget=budget)
    chances = [float(chance) for chance in found.chances.values()]
    return times | {
        "smallest": float(found.smallest_chance),
        "gap": found.gap,
        "is_proven": found.is_proven,
        "gini": gini(chances),
        "geometric_mean": geometric(chances),
        "panels": len(found.lottery.panels),
        "types": len(found.program.count),
        "outside": sum(len(u) for t in found.outside for u in found.program.units[t]),
    }
