"""Indicators: how they are measured, what is entered by hand, numbers kept up to date.

`manual_entries` is imported by its own name: it builds on `record_change`, which needs this.
"""

from loim.programmes.actions.indicators.measures import (
    MeasureUnchanged,
    MethodDoesNotFit,
    ReasonForChangeMissing,
    confirm_measure,
    method_to_try,
    set_measure,
    suggest_measures,
)
from loim.programmes.actions.indicators.values import (
    REFRESH_TASK,
    compute_values,
    queue_refresh,
    refresh_stale_values,
)

__all__ = [
    "REFRESH_TASK",
    "MeasureUnchanged",
    "MethodDoesNotFit",
    "ReasonForChangeMissing",
    "compute_values",
    "confirm_measure",
    "method_to_try",
    "queue_refresh",
    "refresh_stale_values",
    "set_measure",
    "suggest_measures",
]
