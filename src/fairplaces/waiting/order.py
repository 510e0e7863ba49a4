"""A fair waiting list: those whom the rules need are called first, and nobody needlessly last.

Someone withdraws; only some of those who wait can step in without breaking a rule. Leximin over
each waiting person's chance of being called, with one withdrawal drawn by the members' dropout
probabilities (a linear programme; compare Assos, Baharav, Flanigan, Procaccia, 'Alternates,
assemble!', 2025). The order is then drawn from the seed chain with those chances as weights.
"""

from collections.abc import Iterable, Mapping

import numpy as np

from fairplaces.marginals.lp import INFINITE, LinearProgram
from fairplaces.problem import Problem
from fairplaces.seeds import Seed
from fairplaces.types import Floats, Ints, Program
from fairplaces.waiting.rest import standing

_SCALE = 10**9


def call_chances(
    problem: Problem,
    selected: Iterable[str],
    dropout: Mapping[str, float] | None = None,
    gone: Iterable[str] = (),
) -> dict[str, float]:
    """For everybody who waits, the leximin chance of being the next who is called.

    dropout: a member's probability of withdrawing (relative is enough; default: all the same).
    gone: people who withdrew earlier; they are not on the list. 0 for those who could mend nothing
    alone: teams are asked whole, as their type says.
    """
    members, away = set(selected), set(gone)
    program = standing(problem, members, away)
    inside = [[unit for unit in units if set(unit) <= members] for units in program.units]
    waiting = [[unit for unit in units if not set(unit) & members] for units in program.units]
    panel = np.array([len(units) for units in inside], dtype=np.int64)
    left = np.array([len(units) for units in waiting], dtype=np.int64)
    left[program.most == 0] = 0
    risk = np.array(
        [
            sum(
                1.0 if dropout is None else max(dropout.get(person, 0.0) for person in unit)
                for unit in units
            )
            for units in inside
        ]
    )
    if risk.sum() > 0:
        risk = risk / risk.sum()
    edges = _edges(program, panel, left, risk)
    chances = _leximin(edges, risk, left)
    return {
        person: float(chances[t])
        for t, units in enumerate(waiting)
        for unit in units
        for person in unit
        if person not in away
    }


def waiting_order(
    problem: Problem,
    selected: Iterable[str],
    seed: Seed,
    dropout: Mapping[str, float] | None = None,
    gone: Iterable[str] = (),
) -> tuple[str, ...]:
    """Everybody who waits, in the order of being called, drawn with `call_chances` as weights.

    Equal chances stand in random order; those who could mend nothing stand last. People barred
    by decision and those who withdrew earlier (`gone`) are left out.
    """
    chances = call_chances(problem, selected, dropout, gone)
    barred = {decision.person for decision in problem.must_not}
    stream = seed.stream("waiting", "order")
    left = {p: round(c * _SCALE) for p, c in sorted(chances.items()) if p not in barred}
    order: list[str] = []
    while left:
        total = sum(left.values())
        if total == 0:
            return (*order, *stream.some(sorted(left), len(left)))
        place = stream.below(total)
        for person, weight in left.items():
            place -= weight
            if place < 0:
                order.append(person)
                del left[person]
                break
    return tuple(order)


def _edges(program: Program, panel: Ints, left: Ints, risk: Floats) -> list[tuple[int, int]]:
    """(member type, waiting type) where the exchange keeps every rule."""
    activity = program.matrix @ panel
    callable_types = np.flatnonzero(left)
    found: list[tuple[int, int]] = []
    for j in np.flatnonzero((panel > 0) & (risk > 0)):
        after = (activity - program.matrix[:, j])[:, None] + program.matrix[:, callable_types]
        keeps = (after >= program.lower[:, None]) & (after <= program.upper[:, None])
        found += [(int(j), int(i)) for i in callable_types[keeps.all(axis=0)]]
    return found


def _leximin(edges: list[tuple[int, int]], risk: Floats, left: Ints) -> Floats:
    """Leximin over Σ_j f_ji / left_i with Σ_i f_ji ≤ risk_j: columns the edges and z."""
    chances = np.zeros(len(left))
    if not edges:
        return chances
    sources = sorted({j for j, _ in edges})
    targets = sorted({i for _, i in edges})
    rows = len(sources) + len(targets)
    matrix = np.zeros((rows, len(edges) + 1))
    for column, (j, i) in enumerate(edges):
        matrix[sources.index(j), column] = 1.0
        matrix[len(sources) + targets.index(i), column] = 1.0
    for place, i in enumerate(targets):
        matrix[len(sources) + place, -1] = -float(left[i])
    lower = np.concatenate([np.full(len(sources), -INFINITE), np.zeros(len(targets))])
    upper = np.concatenate([risk[sources], np.full(len(targets), INFINITE)])
    wide = np.ones(len(edges) + 1)
    lp = LinearProgram(matrix, lower, upper, 0 * wide, wide, np.append(0 * wide[:-1], 1.0))
    open_rows = list(range(len(targets)))
    while open_rows:
        lp.solve()
        z = float(lp.values()[-1])
        prices = np.abs(lp.row_duals()[len(sources) :]) * left[targets]
        settled = [p for p in open_rows if prices[p] > 1e-9] or list(open_rows)
        for p in settled:
            chances[targets[p]] = z
            row = len(sources) + p
            lp.solver.changeCoeff(row, len(edges), 0.0)
            lp.solver.changeRowBounds(row, z * float(left[targets[p]]) * (1 - 1e-12), INFINITE)
        open_rows = [p for p in open_rows if p not in settled]
    return chances
