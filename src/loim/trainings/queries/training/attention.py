"""What waits for somebody in calls, for 'My work'."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from loim.people.permissions import Person
from loim.trainings.logic.team_states import TeamState
from loim.trainings.models import Training, TrainingStatus
from loim.trainings.permissions import trainings_changed_by


@dataclass(frozen=True)
class CallToAttendTo:
    """`to_decide`: applications that were sent and the call is closed; `incomplete`: teams that
    lack somebody or something, of which `overdue` have not mended it in time."""

    training: Training
    to_decide: int
    incomplete: int
    overdue: int


def calls_to_attend_to(person: Person, now: datetime) -> list[CallToAttendTo]:
    """Of the trainings that this person keeps. Three queries at most, however many there are."""
    if not person.is_authenticated:
        return []
    is_closed = Q(call__closes_at__lt=now) & (
        Q(call__late_until=None) | Q(call__late_until__lt=now)
    )
    lacking = Q(call__teams__complete_by__isnull=False) & Q(
        call__teams__state__in=[TeamState.RETURNED, TeamState.ADMITTED, TeamState.WAITING]
    )
    rows = (
        Training.objects.filter(
            pk__in=trainings_changed_by(person).values("pk"),
            status__in=[TrainingStatus.PUBLISHED, TrainingStatus.RUNNING],
        )
        .select_related("organiser", "call")
        .annotate(
            to_decide=Count(
                "call__teams",
                filter=Q(call__teams__state=TeamState.SUBMITTED, call__decided_at=None) & is_closed,
                distinct=True,
            ),
            incomplete=Count("call__teams", filter=lacking, distinct=True),
            overdue=Count(
                "call__teams",
                filter=lacking & Q(call__teams__complete_by__lt=now),
                distinct=True,
            ),
        )
        .filter(Q(to_decide__gt=0) | Q(incomplete__gt=0))
        .order_by("call__closes_at", "pk")
    )
    return [CallToAttendTo(row, row.to_decide, row.incomplete, row.overdue) for row in rows]
