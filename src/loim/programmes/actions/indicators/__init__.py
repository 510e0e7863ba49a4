"""Indicators: how they are measured, what is entered by hand, numbers kept up to date."""

from loim.programmes.actions.indicators.values import (
    REFRESH_TASK,
    compute_values,
    queue_refresh,
    refresh_stale_values,
)

__all__ = ["REFRESH_TASK", "compute_values", "queue_refresh", "refresh_stale_values"]
