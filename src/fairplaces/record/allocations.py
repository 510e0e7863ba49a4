"""The allocation that a record tells, without seeking its panels again."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

import numpy as np

from fairplaces.allocation import Allocation
from fairplaces.grouping import program_of
from fairplaces.record.parts import lottery_of_record, program_of_record
from fairplaces.record.verifying import problem_of
from fairplaces.targets import Objective, aim


def allocation_of(record: Mapping[str, Any]) -> Allocation:
    """The allocation of a checked record: its lottery and its chances, not those of a new run.

    Only the levels and the prices that explain them are computed anew, by linear programming.
    """
    problem = problem_of(record)
    base = program_of(problem)
    program, lottery = program_of_record(record, base), lottery_of_record(record, base)
    name = cast("Objective", record["objective"]["name"])
    gamma = float(record["objective"]["gamma"])
    target = aim(program, "maximin" if name == "random" else name, gamma)
    averages = np.array([float(average) for average in lottery.averages()])
    given = record["certificate"]
    return Allocation(
        problem=problem,
        objective=name,
        gamma=gamma,
        program=program,
        target=replace(target, x=averages),
        lottery=lottery,
        multipliers=tuple(given["multipliers"]),
        outside=tuple(given["outside"]),
        is_proven=given["is_proven"],
        seconds=0.0,
    )
