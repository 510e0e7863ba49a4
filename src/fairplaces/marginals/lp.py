"""A linear programme in HiGHS that is changed a little and solved again from where it stood."""

from enum import Enum

import highspy
import numpy as np

from fairplaces.types import Floats

INFINITE = float(highspy.kHighsInf)


class Outcome(Enum):
    """How a solve ended."""

    OPTIMAL = "optimal"
    IMPOSSIBLE = "impossible"


class NotSolved(Exception):
    """HiGHS gave up for a reason that is neither an optimum nor a contradiction."""


def quiet_solver() -> highspy.Highs:
    """HiGHS with everything pinned that could make two runs differ."""
    solver: highspy.Highs = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("random_seed", 0)
    return solver


class LinearProgram:
    """maximise cost·x over row bounds and column bounds; dense matrix (R, N).

    Keeps its basis: after a change of bounds, costs or coefficients the next `solve` goes on
    from the last optimum.
    """

    def __init__(  # noqa: PLR0917  (a programme has these parts, in this order everywhere)
        self,
        matrix: Floats,
        row_lower: Floats,
        row_upper: Floats,
        col_lower: Floats,
        col_upper: Floats,
        cost: Floats,
    ) -> None:
        rows, columns = matrix.shape
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = columns, rows
        lp.sense_ = highspy.ObjSense.kMaximize
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = cost, col_lower, col_upper
        lp.row_lower_, lp.row_upper_ = row_lower, row_upper
        by_column = matrix.T
        kept = by_column != 0
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_ = np.concatenate([[0], np.cumsum(kept.sum(axis=1))]).astype(np.int32)
        lp.a_matrix_.index_ = np.nonzero(kept)[1].astype(np.int32)
        lp.a_matrix_.value_ = by_column[kept].astype(float)
        self.solver = quiet_solver()
        self.solver.setOptionValue("solver", "simplex")
        # Coefficients are small whole numbers: presolve costs more than it saves here, and a
        # kept basis is worth more than either.
        self.solver.setOptionValue("presolve", "off")
        self.solver.setOptionValue("primal_feasibility_tolerance", 1e-9)
        self.solver.setOptionValue("dual_feasibility_tolerance", 1e-9)
        self.solver.passModel(lp)

    def solve(self) -> Outcome:
        """Solve from the last basis. Raises `NotSolved`."""
        self.solver.run()
        status = self.solver.getModelStatus()
        if status == highspy.HighsModelStatus.kOptimal:
            return Outcome.OPTIMAL
        if status == highspy.HighsModelStatus.kInfeasible:
            return Outcome.IMPOSSIBLE
        # A stale basis can mislead the simplex method: once more from nothing before giving up.
        self.solver.clearSolver()
        self.solver.run()
        status = self.solver.getModelStatus()
        if status == highspy.HighsModelStatus.kOptimal:
            return Outcome.OPTIMAL
        if status == highspy.HighsModelStatus.kInfeasible:
            return Outcome.IMPOSSIBLE
        raise NotSolved(str(status))

    def values(self) -> Floats:
        """(N,) the optimum."""
        return np.asarray(self.solver.getSolution().col_value, dtype=float)

    def reduced_costs(self) -> Floats:
        """(N,) what one more unit of each column would change the objective by."""
        return np.asarray(self.solver.getSolution().col_dual, dtype=float)

    def row_duals(self) -> Floats:
        """(R,) what one more unit of each bound would change the objective by."""
        return np.asarray(self.solver.getSolution().row_dual, dtype=float)
