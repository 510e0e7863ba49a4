"""From people to types: those whom the rules cannot tell apart share one variable.

A *unit* is a person, or a team that comes whole. Units with the same column of coefficients are
of one *type*; x_t of the m_t units of type t are admitted, everybody among them with the chance
x_t / m_t. Order of rows never matters: people, types and rows stand in a canonical order.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
RowKind = Literal["places", "rule", "limit", "cut"]


@dataclass(frozen=True, slots=True)
class Row:
    """What a row of the programme stands for: the index points into the problem's tuple."""

    kind: RowKind
    index: int


@dataclass(frozen=True, slots=True)
class Program:
    """lower ≤ A·y ≤ upper over whole numbers least ≤ y ≤ most, all of it in whole numbers.

    matrix (R, T); lower, upper (R,); size (T,) people in a unit; count (T,) units of a type (m_t);
    least, most (T,); units[t] the units of type t, each a tuple of person ids in order;
    rows[r] what row r stands for. Types that must or must not come have least = most.
    """

    matrix: Ints
    lower: Ints
    upper: Ints
    size: Ints
    count: Ints
    least: Ints
    most: Ints
    units: tuple[tuple[tuple[str, ...], ...], ...]
    rows: tuple[Row, ...]

    @property
    def free(self) -> NDArray[np.bool_]:
        """(T,) the types whose admission the lottery decides."""
        return self.least < self.most

    def with_row(self, coefficients: Ints, upper: int) -> "Program":
        """The same programme with one more valid inequality, coefficients·y ≤ upper."""
        lowest = int(np.minimum(coefficients * self.least, coefficients * self.most).sum())
        cuts = sum(row.kind == "cut" for row in self.rows)
        return replace(
            self,
            matrix=np.vstack([self.matrix, coefficients[None, :]]),
            lower=np.append(self.lower, lowest),
            upper=np.append(self.upper, upper),
            rows=(*self.rows, Row("cut", cuts)),
        )

    def without(self, types: Sequence[int]) -> "Program":
        """The same programme with these types shut out (they fit in no panel)."""
        most = self.most.copy()
        most[list(types)] = 0
        return replace(self, most=most)

    def keeps(self, panel: Ints) -> bool:
        """Whether a panel (T,) of whole numbers keeps every row and bound."""
        activity = self.matrix @ panel
        return bool(
            (activity >= self.lower).all()
            and (activity <= self.upper).all()
            and (panel >= self.least).all()
            and (panel <= self.most).all()
        )
