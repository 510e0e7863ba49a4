"""Nash and goldilocks against all panels, enumerated; nothing of the library's way is used."""

import numpy as np
import pytest
from scipy.optimize import linprog, minimize_scalar

from fairplaces.allocating import allocate
from fairplaces.problem import Problem
from tests.fairplaces.exact import panels_of
from tests.fairplaces.instances import small

KINDS = {
    "two questions": {},
    "three questions": {"answers": (2, 2, 3)},
    "teams": {"teams": 2, "people": 9, "places": 5},
    "households": {"limits": 2},
}


def incidence(problem: Problem) -> tuple[list[str], np.ndarray]:
    """People who are in some panel, and (N, people) who is in which."""
    panels = panels_of(problem)
    people = sorted(set().union(*panels))
    return people, np.array([[person in panel for person in people] for panel in panels], float)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(4))
def test_nash_chances_have_the_largest_product(kind: str, seed: int) -> None:
    problem = small(300 + seed, **KINDS[kind])
    allocation = allocate(problem, "nash")
    people, inside = incidence(problem)
    chances = np.array([float(allocation.chances[person]) for person in people])
    # Σ log is concave: at the optimum no panel points upwards, Σ_{i in panel} 1/p_i ≤ people.
    assert (inside @ (1 / chances)).max() == pytest.approx(len(people), rel=1e-5)


def goldilocks_value(inside: np.ndarray, places: int, gamma: float) -> float:
    """The least n/k·max + γ·k/n·1/min: for each smallest chance the least largest one."""
    number, people = inside.shape

    def largest(least: float) -> float:
        found = linprog(
            np.append(np.zeros(number), 1.0),
            A_ub=np.vstack(
                [
                    np.hstack([inside.T, -np.ones((people, 1))]),
                    np.hstack([-inside.T, np.zeros((people, 1))]),
                ]
            ),
            b_ub=np.append(np.zeros(people), np.full(people, -least)),
            A_eq=np.append(np.ones(number), 0.0)[None, :],
            b_eq=[1.0],
        )
        return float(found.fun) if found.status == 0 else np.inf

    share = places / people
    top = linprog(
        np.append(np.zeros(number), -1.0),
        A_ub=np.hstack([-inside.T, np.ones((people, 1))]),
        b_ub=np.zeros(people),
        A_eq=np.append(np.ones(number), 0.0)[None, :],
        b_eq=[1.0],
    )
    best = minimize_scalar(
        lambda z: largest(z) / share + gamma * share / z,
        bounds=(1e-4, -float(top.fun) - 1e-12),
        method="bounded",
        options={"xatol": 1e-9},
    )
    return float(best.fun)


@pytest.mark.parametrize("gamma", [0.3, 1.0, 4.0])
@pytest.mark.parametrize("seed", range(3))
def test_goldilocks_reaches_the_least_value_there_is(seed: int, gamma: float) -> None:
    problem = small(400 + seed, answers=(2, 2, 3))
    allocation = allocate(problem, "goldilocks", gamma=gamma)
    people, inside = incidence(problem)
    chances = [float(allocation.chances[person]) for person in people]
    share = problem.most / len(people)
    value = max(chances) / share + gamma * share / min(chances)
    assert value == pytest.approx(goldilocks_value(inside, problem.most, gamma), rel=1e-6)
