"""Alternates chosen against dropout probabilities.

After Assos, Baharav, Flanigan, Procaccia ('Alternates, assemble!', 2025): minimise the average
loss over sampled dropouts, the loss being by how many people the rules are missed when the best
of the alternates step in.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from fairplaces.explain.relaxations import smallest
from fairplaces.panels.chance import Kicks
from fairplaces.panels.milp import WholeProgram
from fairplaces.problem import Problem
from fairplaces.seeds import Seed
from fairplaces.types import Ints, Program, program_of
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
) -> Alternates:
    """`number` alternates for the members, each withdrawing independently with `dropout`[id].

    Which types is integer programming over sampled dropouts (the same sample for the same
    problem); who of a type is drawn from the seed chain. After `seconds` the best so far.
    """
    program, members, watch = program_of(problem), sorted(set(selected)), Watch(seconds)
    inside = [[u for u in units if set(u) <= set(members)] for units in program.units]
    waiting = [[u for u in units if not set(u) & set(members)] for units in program.units]
    left = np.array([len(units) for units in waiting], dtype=np.int64)
    left[program.most == 0] = 0
    stays = _scenarios(inside, dropout, scenarios)
    chosen = _chosen(program, stays, left, number, watch)
    people: list[str] = []
    for t, units in enumerate(waiting):
        known = {unit[0]: unit for unit in units}
        stream = seed.stream("alternates", str(t))
        people += [p for first in stream.some(sorted(known), int(chosen[t])) for p in known[first]]
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
    """
    pool = np.flatnonzero(left)
    rows, wide = len(program.rows), len(pool)
    block = wide + 2 * rows
    columns = wide + block * len(stays)
    height = 1 + (rows + wide) * len(stays)
    matrix = np.zeros((height, columns), dtype=np.int64)
    lower, upper = np.full(height, -(10**6)), np.zeros(height, dtype=np.int64)
    matrix[0, :wide], upper[0] = program.size[pool], number
    top = np.full(columns, 10**4)
    top[:wide] = left[pool]
    cost, whole = np.zeros(columns), np.zeros(columns, dtype=bool)
    whole[:wide] = True
    for k, stay in enumerate(stays):
        start, row = wide + k * block, 1 + k * (rows + wide)
        matrix[row : row + rows, start : start + wide] = program.matrix[:, pool]
        misses = start + wide
        matrix[np.arange(row, row + rows), np.arange(misses, misses + rows)] = 1
        matrix[np.arange(row, row + rows), np.arange(misses + rows, misses + 2 * rows)] = -1
        have = program.matrix @ stay
        lower[row : row + rows], upper[row : row + rows] = (
            program.lower - have,
            program.upper - have,
        )
        cost[misses : misses + 2 * rows] = -1.0
        link = np.arange(row + rows, row + rows + wide)
        matrix[link, np.arange(start, start + wide)] = 1
        matrix[link, np.arange(wide)] = -1
        top[start : start + wide] = left[pool]
    programme = WholeProgram(
        matrix, lower, upper, np.zeros(columns, dtype=np.int64), top, whole=whole
    )
    best = programme.best(cost, gap=0.01 * len(stays), seconds=watch.left)
    chosen = np.zeros(len(left), dtype=np.int64)
    if best.panel is not None:
        chosen[pool] = best.panel[:wide]
    return chosen


def _loss(program: Program, stay: Ints, chosen: Ints) -> int:
    """By how many people the rules are missed at least when alternates step in."""
    from dataclasses import replace

    rest = replace(program, least=stay, most=stay + chosen)
    found = smallest(rest, np.maximum(program.lower, 0), program.matrix @ program.count, 1, Watch())
    return found[0].total if found else 0
