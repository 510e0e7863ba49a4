"""Solving a record's problem again: the slow and complete part of verifying."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

import numpy as np

from fairplaces.allocating import allocate
from fairplaces.allocation import Allocation
from fairplaces.coverage import uncovered_types, whole_of
from fairplaces.errors import BadRecord, InputProblem
from fairplaces.lottery import Lottery
from fairplaces.problem import Problem
from fairplaces.record.checking import alike
from fairplaces.record.parts import seed_of
from fairplaces.targets import Objective
from fairplaces.types import Program
from fairplaces.waiting.replace import replace_withdrawn
from fairplaces.watch import Watch


def again(
    record: Mapping[str, Any], problem: Problem, base: Program, lottery: Lottery, watch: Watch
) -> bool:
    """Raise `BadRecord` unless solving again gives these chances; whether also these panels."""
    reasons = [*_cuts(record, base, watch), *_outside(record, base, watch)]
    reasons += _replacements(record, problem)
    solved = allocate(
        problem,
        cast("Objective", record["objective"]["name"]),
        gamma=float(record["objective"]["gamma"]),
        tickets=lottery.tickets,
        seconds=watch.left,
        progress=watch.progress,
        cancelled=watch.cancelled,
    )
    # A lottery that was never proved best (time ran out) may be beaten by solving again.
    if record["certificate"]["is_proven"]:
        reasons += _chances(solved, lottery, base)
    if reasons:
        raise BadRecord(reasons)
    return np.array_equal(solved.lottery.panels, lottery.panels) and np.array_equal(
        solved.lottery.shares, lottery.shares
    )


def _chances(solved: Allocation, lottery: Lottery, base: Program) -> Iterator[InputProblem]:
    if not solved.is_proven:
        yield InputProblem("record.not_solved", "record", None, "chances")
        return
    most = alike(solved.lottery) + alike(lottery)
    pairs = zip(solved.type_chances, lottery.chances(base), strict=True)
    if any(abs(a - b) > most for a, b in pairs):
        yield InputProblem("record.not_optimal", "record", None, "chances")


def _cuts(record: Mapping[str, Any], base: Program, watch: Watch) -> Iterator[InputProblem]:
    """Each cut must hold for every panel: integer programming looks for one beyond it."""
    outside = record["certificate"]["outside"]
    whole = whole_of(base.without(outside) if outside else base)
    for number, cut in enumerate(record["certificate"]["cuts"]):
        worth = np.array(cut["coefficients"], dtype=float)
        best = whole.best(worth, gap=0.5, seconds=watch.left)
        beyond = best.panel is not None and best.value > cut["upper"] + 0.5
        if beyond or not best.proven:
            yield InputProblem("record.cut", "record", None, f"certificate.cuts[{number}]")


def _outside(record: Mapping[str, Any], base: Program, watch: Watch) -> Iterator[InputProblem]:
    """Types said to fit in no panel must fit in none."""
    said = set(record["certificate"]["outside"])
    nothing = np.zeros((0, len(base.count)), dtype=np.int64)
    found = set(uncovered_types(base, whole_of(base), nothing, watch)[1]) if said else set()
    if not said <= found:
        yield InputProblem("record.outside", "record", None, "certificate.outside")


def _replacements(record: Mapping[str, Any], problem: Problem) -> Iterator[InputProblem]:
    selected = list(record["result"]["selected"])
    seed = seed_of(record)
    gone: set[str] = set()
    for number, given in enumerate(record["replacements"]):
        done = replace_withdrawn(
            problem,
            selected,
            given["withdrawn"],
            seed,
            number=number,
            gone=sorted(gone),
            alternates=given["alternates"],
        )
        if done.as_json() != given:
            yield InputProblem("record.replacement", "record", None, f"replacements[{number}]")
            return
        gone |= set(given["withdrawn"])
        selected = list(done.selected)
