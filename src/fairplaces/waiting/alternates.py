"""Alternates chosen against dropout probabilities.

After Assos, Baharav, Flanigan, Procaccia ('Alternates, assemble!', 2025): minimise the average
loss over sampled dropouts, the loss being by how many people the rules are missed when the best
of the alternates step in.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from scipy import optimize, sparse

from fairplaces.explain.relaxations import smallest
from fairplaces.panels.chance import Kicks
from fairplaces.problem import Problem
from fairplaces.seeds import Seed
from fairplaces.types import Ints, Program
from fairplaces.waiting.order import waiting_order
from fairplaces.waiting.rest import standing
from fairplaces.watch import Watch


@dataclass(frozen=True, slots=True)
class Alternates:
    """people: the alternates, sorted; loss: average people by which rules are missed in the
    sample of dropouts; loss_without: the same with nobody to call."""

    people: tuple[str, ...]
    loss: float
    loss_without: float


def choose_alternates(
    problem: Problem,
    selected: Iterable[str],
    number: int,
    dropout: Mapping[str, float],
    seed: Seed,
    *,
    scenarios: int = 24,
    seconds: float | None = 20.0,
    gone: Iterable[str] = (),
) -> Alternates:
    """`number` alternates for the members, each withdrawing independently with `dropout`[id].

    Fewer only where fewer wait, or where whole teams leave a remainder. Which types is integer programming over sampled dropouts (the same sample for the same
    problem); who of a type is drawn from the seed chain. After `seconds` the best so far. gone:
    people who withdrew earlier and are not called.
    """
    members, gone, watch = set(selected), set(gone), Watch(seconds)
    program = standing(problem, members, gone)
    inside = [[u for u in units if set(u) <= members] for units in program.units]
    waiting = [[u for u in units if not set(u) & members] for units in program.units]
    left = np.array([len(units) for units in waiting], dtype=np.int64)
    left[program.most == 0] = 0
    stays = _scenarios(inside, dropout, scenarios)
    chosen = _chosen(program, stays, left, number, watch)
    people: set[str] = set()
    for t, units in enumerate(waiting):
        known = {unit[0]: unit for unit in units}
        stream = seed.stream("alternates", str(t))
        for first in stream.some(sorted(known), int(chosen[t])):
            people.update(known[first])
    # Where fewer mend all that was sampled, the rest are those who would be called first.
    kind = {unit: t for t, units in enumerate(waiting) for unit in units}
    unit_of = {person: unit for unit in kind for person in unit}
    for person in waiting_order(problem, members, seed, dropout, gone):
        unit = unit_of[person]
        if person not in people and len(people) + len(unit) <= number:
            people.update(unit)
            chosen[kind[unit]] += 1
    losses = [_loss(program, stay, chosen) for stay in stays]
    without = [_loss(program, stay, 0 * chosen) for stay in stays]
    return Alternates(tuple(sorted(people)), float(np.mean(losses)), float(np.mean(without)))


def _scenarios(
    inside: list[list[tuple[str, ...]]], dropout: Mapping[str, float], number: int
) -> list[Ints]:
    """For each scenario the units of each type that stay (T,)."""
    kicks = Kicks(11)
    units = [(t, unit) for t, of_type in enumerate(inside) for unit in of_type]
    found = []
    for _ in range(number):
        stay = np.zeros(len(inside), dtype=np.int64)
        for (t, unit), luck in zip(units, kicks.even(len(units)), strict=True):
            stay[t] += luck >= max(dropout.get(person, 0.0) for person in unit)
        found.append(stay)
    return found


def _chosen(program: Program, stays: list[Ints], left: Ints, number: int, watch: Watch) -> Ints:
    """Units of each type to have as alternates (T,): one programme over all scenarios.

    Columns: s (how many of a type are alternates), then for each scenario r (who steps in, not
    above s) and two misses for each row. Only s must be whole; the misses are a lower bound.
    Sparse, since scenarios share nothing but s.
    """
    pool = np.flatnonzero(left)
    rows, wide = len(program.rows), len(pool)
    ones = sparse.identity(wide, format="csr")
    misses = sparse.hstack([sparse.identity(rows), -sparse.identity(rows)])
    apart = sparse.identity(len(stays))
    blocks = [
        [program.size[pool][None, :], None],
        [None, sparse.kron(apart, sparse.hstack([program.matrix[:, pool], misses]))],
        [
            sparse.vstack([-ones] * len(stays)),
            sparse.kron(apart, sparse.hstack([ones, sparse.csr_matrix((wide, 2 * rows))])),
        ],
    ]
    have = np.array([program.matrix @ stay for stay in stays])
    links = np.zeros(wide * len(stays))
    lower = np.concatenate([[0], (program.lower - have).ravel(), links - np.inf])
    upper = np.concatenate([[number], (program.upper - have).ravel(), links])
    of_scenario = np.concatenate([np.zeros(wide), np.ones(2 * rows)])
    top = np.concatenate([left[pool], np.full(2 * rows, np.inf)])
    found = optimize.milp(
        np.concatenate([np.zeros(wide), np.tile(of_scenario, len(stays))]),
        integrality=np.concatenate([np.ones(wide), np.zeros(len(of_scenario) * len(stays))]),
        bounds=optimize.Bounds(0, np.concatenate([left[pool], np.tile(top, len(stays))])),
        constraints=optimize.LinearConstraint(sparse.bmat(blocks, format="csr"), lower, upper),
        options={"mip_rel_gap": 0.01} | ({} if watch.left is None else {"time_limit": watch.left}),
    )
    chosen = np.zeros(len(left), dtype=np.int64)
    if found.x is not None:
        chosen[pool] = np.rint(found.x[:wide]).astype(np.int64)
    return chosen


def _loss(program: Program, stay: Ints, chosen: Ints) -> int:
    """By how many people the rules are missed at least when alternates step in."""
    rest = replace(program, least=stay, most=stay + chosen)
    found = smallest(rest, np.maximum(program.lower, 0), program.matrix @ program.count, 1, Watch())
    return found[0].total if found else 0
