"""The parts of a record as the library works with them."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from fairplaces.lottery import Lottery
from fairplaces.seeds import Seed
from fairplaces.types import Program


def program_of_record(record: Mapping[str, Any], base: Program) -> Program:
    """The programme with the record's cuts, and without those it says fit in no panel."""
    given = record["certificate"]
    program = base
    for cut in given["cuts"]:
        coefficients = np.array(cut["coefficients"], dtype=np.int64)
        program = program.with_row(coefficients, cut["upper"])
    return program.without(given["outside"]) if given["outside"] else program


def lottery_of_record(record: Mapping[str, Any], base: Program) -> Lottery:
    """The record's lottery."""
    given = record["lottery"]["panels"]
    panels = np.zeros((len(given), len(base.count)), dtype=np.int64)
    for row, panel in zip(panels, given, strict=True):
        for t, number in panel["units"]:
            row[t] = number
    return Lottery(panels, np.array([panel["tickets"] for panel in given], dtype=np.int64))


def seed_of(record: Mapping[str, Any]) -> Seed:
    """The seed that a record tells."""
    return Seed(record["seed"]["secret"], record["seed"]["public"])
