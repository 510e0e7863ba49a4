"""Who can be in some panel at all, and which rules shut the others out."""

from dataclasses import dataclass

import numpy as np

from fairplaces.errors import ImpossibleRules
from fairplaces.panels.milp import WholeProgram
from fairplaces.types import Ints, Program, Row
from fairplaces.watch import Watch


@dataclass(frozen=True, slots=True)
class Outside:
    """People (ids) of a type that fits in no panel, and a smallest set of rows that causes it."""

    people: tuple[str, ...]
    rows: tuple[Row, ...]


def whole_of(program: Program) -> WholeProgram:
    """The integer programme over all types."""
    return WholeProgram(program.matrix, program.lower, program.upper, program.least, program.most)


def uncovered_types(
    program: Program, whole: WholeProgram, panels: Ints, watch: Watch
) -> tuple[Ints, tuple[int, ...]]:
    """More `panels` (N, T) until every type that can be in one is, and the types that cannot.

    Each programme asks for as many missing types at once as it can; one that brings none proves
    that none is left. Raises `ImpossibleRules` where there is no panel at all.
    """
    covered = (panels > 0).any(axis=0) if len(panels) else np.zeros(len(program.count), dtype=bool)
    missing = program.free & ~covered
    if not len(panels):
        # One panel there must be, however little time is left.
        first = whole.best(missing.astype(float), first=True).panel
        if first is None:
            raise ImpossibleRules
        panels = first[None, :]
        missing &= first == 0
    while missing.any() and not watch.over:
        watch.tell("coverage", 1.0 - float(missing.mean()))
        best = whole.best(missing.astype(float) / program.count, gap=0.2, seconds=watch.left)
        panel = best.panel
        if panel is None:
            break
        if not (panel[missing] > 0).any():
            last = whole.best(missing.astype(float), gap=0.5, seconds=watch.left)
            if last.panel is None or not last.proven:
                return np.vstack([panels, panel]), ()
            if not (last.panel[missing] > 0).any():
                return np.vstack([panels, panel]), tuple(np.flatnonzero(missing).tolist())
            panel = last.panel
        panels = np.vstack([panels, panel])
        missing &= panel == 0
    return panels, ()


def outside(program: Program, watch: Watch | None = None) -> tuple[Outside, ...]:
    """Everybody who fits in no panel, with the rows that cause it (a smallest set by deletion)."""
    watch = watch or Watch()
    nothing = np.zeros((0, len(program.count)), dtype=np.int64)
    _, types = uncovered_types(program, whole_of(program), nothing, watch)
    return tuple(
        Outside(
            tuple(person for unit in program.units[t] for person in unit), causes(program, t, watch)
        )
        for t in types
    )


def causes(program: Program, t: int, watch: Watch) -> tuple[Row, ...]:
    """Rows that together forbid a unit of type t; leaving out any one of them would allow it."""
    least = program.least.copy()
    least[t] = 1
    kept = np.ones(len(program.rows), dtype=bool)
    for r in range(len(program.rows) - 1, -1, -1):
        watch.tell("coverage", 1.0 - r / len(program.rows))
        kept[r] = False
        whole = WholeProgram(
            program.matrix[kept], program.lower[kept], program.upper[kept], least, program.most
        )
        if whole.best(np.zeros(len(least)), first=True).panel is not None:
            kept[r] = True
    return tuple(row for row, keep in zip(program.rows, kept, strict=True) if keep)
