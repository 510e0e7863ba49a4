"""A record from an allocation and a seed."""

import platform
from fractions import Fraction
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np

from fairplaces.allocation import Allocation
from fairplaces.drawing import draw
from fairplaces.record.hashing import sealed
from fairplaces.record.problems import as_json
from fairplaces.seeds import Seed
from fairplaces.version import VERSION

FORMAT = "fairplaces draw record"
FORMAT_VERSION = 1


def make_record(allocation: Allocation, seed: Seed) -> dict[str, Any]:
    """The sealed record of the draw that `seed` makes; plain JSON, no floating point in it.

    The allocation's people should already bear pseudonyms (`anonymous`): a record is meant to
    be published.
    """
    program, lottery = allocation.program, allocation.lottery
    drawn = draw(lottery, program.units, seed)
    record = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "made_with": made_with(),
        "problem": as_json(allocation.problem),
        "objective": {"name": allocation.objective, "gamma": str(allocation.gamma)},
        "lottery": {
            "tickets": lottery.tickets,
            "panels": [
                {
                    "tickets": int(share),
                    "units": [[int(t), int(panel[t])] for t in np.flatnonzero(panel)],
                }
                for share, panel in zip(lottery.shares, lottery.panels, strict=True)
            ],
        },
        "chances": [ratio(chance) for chance in allocation.type_chances],
        "certificate": {
            "multipliers": list(allocation.multipliers),
            "cuts": [
                {
                    "coefficients": [int(value) for value in program.matrix[r]],
                    "upper": int(program.upper[r]),
                }
                for r, row in enumerate(program.rows)
                if row.kind == "cut"
            ],
            "outside": list(allocation.outside),
            "bound": ratio(allocation.bound),
            "is_proven": allocation.is_proven,
        },
        "seed": {"commitment": seed.commitment, "secret": seed.secret, "public": seed.public},
        "result": {
            "ticket": drawn.ticket,
            "panel": drawn.panel,
            "selected": list(drawn.selected),
        },
        "replacements": [],
    }
    return sealed(record)


def ratio(value: Fraction) -> str:
    """A fraction as text, "2/7"."""
    return f"{value.numerator}/{value.denominator}"


def made_with() -> dict[str, str]:
    """Versions of everything that took part."""
    found = {"fairplaces": VERSION, "python": platform.python_version()}
    for package in ("numpy", "scipy", "highspy"):
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "unknown"
    return found
