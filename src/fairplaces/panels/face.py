"""The part of the search that is left once the target is known.

A rule that is tight at the target is tight in every panel of a lottery that reaches it, and a
type whose average is a whole number can stay at it: only the rest is searched.
"""

from dataclasses import dataclass

import numpy as np

from fairplaces.types import Floats, Ints, Program

_WHOLE = 1e-9
_TIGHT = 1e-7


@dataclass(frozen=True, slots=True)
class Face:
    """Panels base + b with b_t ∈ {0, 1} on the types `free`, within lower ≤ matrix·b ≤ upper.

    free (F,) indices of types; base (T,); share (F,) the target's fractional parts in (0, 1);
    matrix (R', F) whole; tight (R',) rows with lower = upper.
    """

    free: Ints
    base: Ints
    share: Floats
    matrix: Ints
    lower: Ints
    upper: Ints
    tight: "np.ndarray[tuple[int], np.dtype[np.bool_]]"

    @property
    def dimension(self) -> int:
        """Of the smallest affine space that the tight rules leave for panels."""
        tight = self.matrix[self.tight].astype(float)
        return len(self.free) - (int(np.linalg.matrix_rank(tight)) if len(tight) else 0)

    @property
    def is_uneven(self) -> bool:
        """Whether no tight rule fixes how many units come: teams are among them, or places a range."""
        tight = self.matrix[self.tight]
        return not any(row.any() and (row == row[0]).all() for row in tight)

    def whole(self, b: Ints) -> Ints:
        """The panel (T,) of a choice b (F,)."""
        panel = self.base.copy()
        panel[self.free] += b
        return panel


def face_of(program: Program, x: Floats) -> Face:
    """The face of the target x (T,): which rules are tight there, which types are undecided."""
    base = np.floor(x + _WHOLE).astype(np.int64)
    share = x - base
    free = np.flatnonzero(share > _WHOLE)
    activity = program.matrix @ x
    at_lower = activity < program.lower + _TIGHT
    at_upper = activity > program.upper - _TIGHT
    held = program.matrix @ base
    matrix = program.matrix[:, free]
    lower = np.where(at_upper, program.upper, program.lower) - held
    upper = np.where(at_lower & ~at_upper, program.lower, program.upper) - held
    matters = (matrix != 0).any(axis=1)
    # A loose row that no choice can break costs time and decides nothing.
    reach_low = np.minimum(matrix, 0).sum(axis=1)
    reach_high = np.maximum(matrix, 0).sum(axis=1)
    matters &= (lower > reach_low) | (upper < reach_high)
    matrix, lower, upper = matrix[matters], lower[matters], upper[matters]
    return Face(free, base, share[free], matrix, lower, upper, lower == upper)
