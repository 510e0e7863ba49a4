"""Panels at random within the rules: a walk by exact exchanges with random preferences."""

from collections.abc import Iterator

import numpy as np

from fairplaces.panels.chance import Kicks
from fairplaces.panels.face import Face
from fairplaces.panels.milp import WholeProgram
from fairplaces.panels.swaps import Swaps
from fairplaces.types import Ints, Program


def random_panels(program: Program, start: Ints, number: int) -> Iterator[Ints]:
    """`number` panels (T,), not all different, each a few random exchanges from the last.

    Every tenth comes from integer programming with random preferences, so that the walk is not
    confined to what exchanges can reach.
    """
    owner = np.repeat(np.arange(len(program.count)), program.most - program.least)
    matrix = program.matrix[:, owner]
    held = program.matrix @ program.least
    face = Face(
        owner,
        program.least,
        np.full(len(owner), 0.5),
        matrix,
        program.lower - held,
        program.upper - held,
        program.lower == program.upper,
    )
    kicks = Kicks(7)
    swaps = Swaps(face, kicks)
    none, one = np.zeros(len(owner), dtype=np.int64), np.ones(len(owner), dtype=np.int64)
    whole = WholeProgram(matrix, face.lower, face.upper, none, one)
    b = _units(program, start - program.least, owner)
    for step in range(number):
        worth = kicks.even(len(owner)) - 0.5
        if step % 10 == 9:
            found = whole.best(worth, first=True, seconds=5.0).panel
            b = b if found is None else found
        b = swaps.improve(b, worth, 2)
        panel = program.least.copy()
        np.add.at(panel, owner, b)
        yield panel


def _units(program: Program, panel: Ints, owner: Ints) -> Ints:
    starts = np.concatenate([[0], np.cumsum(program.most - program.least)])[:-1]
    place = np.arange(len(owner)) - starts[owner]
    chosen: Ints = (place < panel[owner]).astype(np.int64)
    return chosen
