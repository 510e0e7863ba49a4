"""When an application arrives: in time, late by the rule, or too late.

Moments are compared, not what clocks show: the same second everywhere. The deadline's own
second still counts, to its end.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Arrival(StrEnum):
    EARLY = "early"  # the call is not open yet
    IN_TIME = "in_time"
    LATE = "late"  # accepted, after those in time
    TOO_LATE = "too_late"


@dataclass(frozen=True)
class Times:
    """`late_until` is None where late ones are refused."""

    opens_at: datetime
    closes_at: datetime
    late_until: datetime | None = None


def is_by(moment: datetime, limit: datetime) -> bool:
    """In or before the second of `limit`. Both know their zone."""
    return moment.replace(microsecond=0) <= limit


def arrival(times: Times, at: datetime) -> Arrival:
    if at < times.opens_at:
        return Arrival.EARLY
    if is_by(at, times.closes_at):
        return Arrival.IN_TIME
    if times.late_until is not None and is_by(at, times.late_until):
        return Arrival.LATE
    return Arrival.TOO_LATE
