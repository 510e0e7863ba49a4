"""The moments of a call, and what is possible now."""

from datetime import datetime

from loim.trainings.logic.teams.receiving import Arrival, Times, arrival
from loim.trainings.models import Call, TrainingStatus


def times_of(call: Call) -> Times:
    return Times(call.opens_at, call.closes_at, call.late_until)


def is_taking_applications(call: Call, now: datetime) -> bool:
    return (
        call.training.status == TrainingStatus.PUBLISHED
        and call.decided_at is None
        and arrival(times_of(call), now) in {Arrival.IN_TIME, Arrival.LATE}
    )


def is_over(call: Call, now: datetime) -> bool:
    return arrival(times_of(call), now) == Arrival.TOO_LATE
