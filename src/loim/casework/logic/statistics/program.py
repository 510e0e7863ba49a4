"""Linear programs in whole numbers, by HiGHS: one model, asked with many prices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import highspy
import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.float64]
Whole: TypeAlias = NDArray[np.int64]
INFINITE = float(highspy.kHighsInf)
_SECONDS = 5.0


@dataclass(frozen=True)
class Row:
    """The weighted sum of some columns lies between two numbers."""

    weights: Mapping[int, float]
    low: float
    high: float


class Program:
    def __init__(self, rows: Sequence[Row], lower: Numbers, upper: Numbers) -> None:
        self.size = len(lower)
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = self.size, len(rows)
        model.sense_ = highspy.ObjSense.kMaximize
        model.col_cost_ = np.zeros(self.size)
        model.col_lower_, model.col_upper_ = lower, upper
        model.row_lower_ = np.array([row.low for row in rows], float)
        model.row_upper_ = np.array([row.high for row in rows], float)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.cumsum([0, *(len(row.weights) for row in rows)])
        model.a_matrix_.index_ = np.array([n for row in rows for n in row.weights], int)
        model.a_matrix_.value_ = np.array([w for row in rows for w in row.weights.values()], float)
        self._solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]  # has no annotations
        self._solver.setOptionValue("output_flag", False)  # as HiGHS is asked
        self._solver.setOptionValue("threads", 1)
        self._solver.setOptionValue("time_limit", _SECONDS)
        self._solver.passModel(model)

    def greatest(self, prices: Numbers) -> Whole | None:
        """A whole solution that comes to most; None where there is none, or none was proven."""
        places = np.arange(self.size, dtype=np.int32)
        self._solver.changeColsCost(self.size, places, prices)
        solution = self._solve()
        if solution is not None and not _is_whole(solution):
            # Sums in two directions have whole corners by themselves; limits may spoil that.
            self._require_whole(places, highspy.HighsVarType.kInteger)
            solution = self._solve()
            self._require_whole(places, highspy.HighsVarType.kContinuous)
        return None if solution is None else np.rint(solution).astype(np.int64)

    def _require_whole(self, places: NDArray[np.int32], kind: highspy.HighsVarType) -> None:
        kinds = np.array([int(kind)] * self.size, dtype=np.uint8)
        self._solver.changeColsIntegrality(self.size, places, kinds)

    def _solve(self) -> Numbers | None:
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return np.array(self._solver.getSolution().col_value)


def _is_whole(solution: Numbers) -> bool:
    return bool(np.all(np.abs(solution - np.rint(solution)) < 1e-6))
