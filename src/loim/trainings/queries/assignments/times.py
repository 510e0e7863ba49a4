"""When an assignment closes; how a team's work on it stands."""

from datetime import datetime

from django.utils.timezone import get_default_timezone

from loim.trainings.logic.assignments.deadline import Standing, last_moment, standing
from loim.trainings.models import Assignment


def late_until(assignment: Assignment) -> datetime:
    """Until then it may be handed in late, by the clock in Tallinn."""
    return last_moment(assignment.due_at, assignment.late_days, get_default_timezone())


def standing_of(assignment: Assignment, state: str | None, now: datetime) -> Standing:
    """`state` is of the team's newest version."""
    return standing(
        now,
        state=state,
        opens_at=assignment.opens_at,
        due_at=assignment.due_at,
        late_until=late_until(assignment),
    )
