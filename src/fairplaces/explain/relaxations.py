"""Impossible rules: the smallest changes that make them possible, several, ranked."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fairplaces.grouping import program_of
from fairplaces.messages import tell
from fairplaces.panels.milp import WholeProgram
from fairplaces.problem import Problem
from fairplaces.types import Ints, Program, Row
from fairplaces.watch import Watch

_PLACES_WEIGHT = 1.001


@dataclass(frozen=True, slots=True)
class Change:
    """One bound moved by `by` people: a floor lowered or a ceiling raised, or fewer/more places."""

    row: Row
    is_floor: bool
    by: int


@dataclass(frozen=True, slots=True)
class Relaxation:
    """Changes that together make the rules possible; smaller `total` comes first."""

    changes: tuple[Change, ...]

    @property
    def total(self) -> int:
        """How many people's worth of bounds are moved."""
        return sum(change.by for change in self.changes)

    def text(self, problem: Problem, language: str = "en") -> str:
        """The changes in words."""
        return "; ".join(_words(problem, change, language) for change in self.changes)


def relaxations(
    problem: Problem, most: int = 5, watch: Watch | None = None
) -> tuple[Relaxation, ...]:
    """Up to `most` smallest relaxations, no one containing another; empty where none is needed.

    Flexible bounds of the rules (`least_floor`, `most_ceiling`) are respected. Empty also where
    no change of rules or places within them helps (limits and must/must not are never bent).
    """
    program = program_of(problem)
    return smallest(program, *_flex(problem, program), most, watch or Watch())


def smallest(
    program: Program, down: Ints, up: Ints, most: int, watch: Watch
) -> tuple[Relaxation, ...]:
    """Relaxations of a programme; down, up (R,): how far each row may be bent."""
    rows, types = program.matrix.shape
    slacks = [(r, True) for r in range(rows) if down[r]] + [
        (r, False) for r in range(rows) if up[r]
    ]
    wide = types + 2 * len(slacks)
    matrix = np.zeros((rows + len(slacks), wide), dtype=np.int64)
    matrix[:rows, :types] = program.matrix
    least, top = np.zeros(wide, dtype=np.int64), np.ones(wide, dtype=np.int64)
    least[:types], top[:types] = program.least, program.most
    cost = np.zeros(wide)
    for j, (r, is_floor) in enumerate(slacks):
        amount, used = types + j, types + len(slacks) + j
        matrix[r, amount] = 1 if is_floor else -1
        top[amount] = int(down[r] if is_floor else up[r])
        # amount ≤ top·used ties a changed bound to its switch.
        matrix[rows + j, [amount, used]] = 1, -int(top[amount])
        cost[amount] = -(_PLACES_WEIGHT if program.rows[r].kind == "places" else 1.0)
        cost[used] = -1e-3
    lower = np.concatenate([program.lower, -top[types : types + len(slacks)]])
    upper = np.concatenate([program.upper, np.zeros(len(slacks), dtype=np.int64)])
    found: list[Relaxation] = []
    while len(found) < most and not watch.over:
        watch.tell("relaxations", len(found) / most)
        best = WholeProgram(matrix, lower, upper, least, top).best(cost, seconds=watch.left)
        if best.panel is None:
            break
        amounts = best.panel[types : types + len(slacks)]
        if not amounts.any():
            return ()
        chosen = np.flatnonzero(amounts)
        found.append(
            Relaxation(
                tuple(
                    Change(program.rows[slacks[j][0]], slacks[j][1], int(amounts[j]))
                    for j in chosen
                )
            )
        )
        other = np.zeros((1, wide), dtype=np.int64)
        other[0, types + len(slacks) + chosen] = 1
        matrix = np.vstack([matrix, other])
        lower, upper = np.append(lower, 0), np.append(upper, len(chosen) - 1)
    return tuple(sorted(found, key=lambda relaxation: (relaxation.total, len(relaxation.changes))))


def _flex(problem: Problem, program: Program) -> tuple[Ints, Ints]:
    down = np.zeros(len(program.rows), dtype=np.int64)
    up = np.zeros(len(program.rows), dtype=np.int64)
    for r, row in enumerate(program.rows):
        if row.kind == "places":
            down[r] = problem.least - 1
        elif row.kind == "rule":
            rule = problem.rules[row.index]
            down[r] = rule.floor - (rule.least_floor or 0)
            reach = int(program.matrix[r] @ program.count)
            top = reach if rule.most_ceiling is None else min(reach, rule.most_ceiling)
            up[r] = max(0, top - int(program.upper[r]))
    return down, up


def _words(problem: Problem, change: Change, language: str) -> str:
    if change.row.kind == "places":
        return tell("relax.places", language, old=problem.least, new=problem.least - change.by)
    rule = problem.rules[change.row.index]
    if change.is_floor:
        old, new, code = rule.floor, rule.floor - change.by, "relax.floor"
    else:
        old = rule.ceiling if rule.ceiling is not None else 0
        new, code = old + change.by, "relax.ceiling"
    return tell(code, language, question=rule.question, answer=rule.answer, old=old, new=new)


def bounds_after(program: Program, changes: Sequence[Change]) -> tuple[Ints, Ints]:
    """lower, upper (R,) of a programme after changes."""
    place = {row: r for r, row in enumerate(program.rows)}
    lower, upper = program.lower.copy(), program.upper.copy()
    for change in changes:
        if change.is_floor:
            lower[place[change.row]] -= change.by
        else:
            upper[place[change.row]] += change.by
    return lower, upper
