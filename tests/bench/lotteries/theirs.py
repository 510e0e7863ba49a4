"""sortition-algorithms on one instance: only what its published interface offers."""

import contextlib
import io
from collections.abc import Callable
from importlib.util import find_spec

from fairplaces.problem import Problem
from tests.bench.lotteries.measuring import Figures, geometric, gini, repeated

SOLVERS = {"HiGHS": "highspy", "CBC": "mip"}


def missing() -> str | None:
    """What to do about it, where it is not installed."""
    if find_spec("sortition_algorithms") is None or find_spec("mip") is None:
        return (
            "The tool to compare with is not installed here, so our own figures follow alone,\n"
            "without ratios. `make bench` installs it, or by hand:\n"
            "    pip install --no-deps --require-hashes -r requirements/bench.lock"
        )
    return None


def run(make: Callable[[], Problem], method: str, solver: str, repeats: int) -> Figures:
    """MAXIMIN or NASH with one of its open solvers; reading the tables is not counted."""
    from sortition_algorithms import (
        Settings,
        committee_generation,
        read_in_features,
        read_in_people,
    )

    problem = make()
    rules = [
        {
            "feature": rule.question,
            "value": rule.answer,
            "min": str(rule.floor),
            "max": str(problem.most if rule.ceiling is None else rule.ceiling),
        }
        for rule in problem.rules
    ]
    people = [{"id": person.id, **person.answers} for person in problem.people]
    find = getattr(committee_generation, f"find_distribution_{method.lower()}")
    with contextlib.redirect_stdout(io.StringIO()):
        features, *_ = read_in_features(list(rules[0]), rules)
        settings = Settings(id_column="id", columns_to_keep=[])
        pool, _ = read_in_people(list(people[0]), people, features, settings)
        (committees, weights, _), times = repeated(
            lambda: find(features, pool, problem.most, [], SOLVERS[solver]),
            times=repeats,
            budget=5.0,
        )
    chances = {person.id: 0.0 for person in problem.people}
    for committee, weight in zip(committees, weights, strict=True):
        for person in committee:
            chances[person] += float(weight)
    values = list(chances.values())
    return times | {
        "smallest": min(values),
        "gini": gini(values),
        "geometric_mean": geometric(values),
        "panels": sum(1 for weight in weights if weight > 0),
    }
