"""Whole panels by integer programming: exact, and slower than the herd."""

from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from fairplaces.marginals.lp import NotSolved, quiet_solver
from fairplaces.types import Floats, Ints

# Up to so many columns the first relaxations nearly always end the search: presolve and the
# feasibility jump would take three quarters of the time. Beyond, the jump finds panels sooner.
_SMALL = 200


@dataclass(frozen=True, slots=True)
class Best:
    """The best panel found and what no panel can exceed; `panel` None where none exists.

    `proven` False: the time limit ended the search, and `bound` is all that is known.
    """

    panel: Ints | None
    value: float
    bound: float
    proven: bool


class WholeProgram:
    """maximise cost·y over lower ≤ A·y ≤ upper, least ≤ y ≤ most, y whole (or only where `whole` says so);
    built once."""

    def __init__(  # noqa: PLR0917  (a programme has these parts, in this order everywhere)
        self,
        matrix: Ints,
        lower: Ints,
        upper: Ints,
        least: Ints,
        most: Ints,
        whole: NDArray[np.bool_] | None = None,
    ) -> None:
        rows, columns = matrix.shape
        self.columns = columns
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = columns, rows
        lp.sense_ = highspy.ObjSense.kMaximize
        lp.col_cost_ = np.zeros(columns)
        lp.col_lower_, lp.col_upper_ = least.astype(float), most.astype(float)
        lp.row_lower_, lp.row_upper_ = lower.astype(float), upper.astype(float)
        by_column = matrix.T
        kept = by_column != 0
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_ = np.concatenate([[0], np.cumsum(kept.sum(axis=1))]).astype(np.int32)
        lp.a_matrix_.index_ = np.nonzero(kept)[1].astype(np.int32)
        lp.a_matrix_.value_ = by_column[kept].astype(float)
        kinds = [highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger]
        lp.integrality_ = [kinds[1 if whole is None else int(whole[j])] for j in range(columns)]
        self.solver = quiet_solver()
        if columns <= _SMALL:
            self.solver.setOptionValue("presolve", "off")
            self.solver.setOptionValue("mip_heuristic_run_feasibility_jump", False)
        self.solver.passModel(lp)
        self.every = np.arange(columns, dtype=np.int32)

    def best(
        self,
        cost: Floats,
        *,
        first: bool = False,
        gap: float = 0.0,
        seconds: float | None = None,
        enough: float | None = None,
    ) -> Best:
        """The panel of largest cost·y; with `first` the first one found, good or not.

        gap: absolute distance between value and bound at which to stop. seconds: time limit.
        enough: stop, unproven, at a panel worth more than this.
        Raises `NotSolved` where HiGHS fails outright.
        """
        solver = self.solver
        solver.clearSolver()
        solver.changeColsCost(self.columns, self.every, np.asarray(cost, dtype=float))
        solver.setOptionValue("mip_max_improving_sols", 1 if first else 2**31 - 1)
        solver.setOptionValue(
            "objective_target", -float(highspy.kHighsInf) if enough is None else enough
        )
        solver.setOptionValue("mip_rel_gap", 0.0)
        solver.setOptionValue("mip_abs_gap", max(gap, 1e-9))
        limit = seconds if seconds is not None else float(highspy.kHighsInf)
        solver.setOptionValue("time_limit", solver.getRunTime() + limit)
        solver.run()
        status = solver.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return Best(None, -np.inf, -np.inf, proven=True)
        info = solver.getInfo()
        found = info.primal_solution_status == 2
        proven = status == highspy.HighsModelStatus.kOptimal
        if not found:
            if status in (
                highspy.HighsModelStatus.kTimeLimit,
                highspy.HighsModelStatus.kSolutionLimit,
            ):
                return Best(None, -np.inf, float(info.mip_dual_bound), proven=False)
            raise NotSolved(str(status))
        values = np.asarray(solver.getSolution().col_value)
        panel = np.rint(values).astype(np.int64)
        bound = float(info.mip_dual_bound) if not proven else float(cost @ panel) + gap
        return Best(panel, float(cost @ panel), bound, proven=proven)
