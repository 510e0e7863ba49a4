"""What a training has and what it lacks, in numbers and words; counted from rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.events.models import EventStatus
from loim.trainings.logic.cohort.running import Missing, State
from loim.trainings.logic.team_states import TeamState
from loim.trainings.models import (
    Deliverable,
    DeliverableVersion,
    Mentoring,
    Team,
    TeamMember,
    Training,
    TrainingDay,
)
from loim.trainings.queries.assignments.matrix import to_read
from loim.trainings.queries.certificates.candidates import candidates
from loim.trainings.queries.days.attendance import attendance_table

WORDS: dict[Missing, str | Promise] = {
    Missing.NO_TEAMS: _("no team has been admitted"),
    Missing.NO_DAYS: _("there is no training day"),
    Missing.NO_MENTORS: _("teams have hours of mentoring, but there is no mentor"),
    Missing.DAYS_TO_COME: _("training days are still to come, or nobody was checked in there"),
    Missing.TO_READ: _("work that teams have handed in waits to be read"),
    Missing.TO_LOG: _("mentoring that is over has not been logged"),
    Missing.NO_CERTIFICATES: _("people have earned certificates that were not issued"),
    Missing.NOT_PUBLISHED: _("models that were accepted and agreed to are not published"),
}


def missing_in_words(missing: Iterable[Missing]) -> list[str]:
    return [str(WORDS[what]) for what in missing]


def state_of(training: Training, now: datetime) -> State:
    days = TrainingDay.objects.filter(training=training).exclude(
        event__status=EventStatus.CANCELLED
    )
    accepted = DeliverableVersion.objects.filter(deliverable=OuterRef("pk"), state="accepted")
    ready = [one for one in candidates(training, needs_deliverable=False) if not one.gaps]
    return State(
        teams=Team.objects.filter(call__training=training, state=TeamState.ADMITTED).count(),
        days=days.count(),
        mentors=training.mentors.filter(is_active=True).count(),
        mentoring_minutes=training.mentoring_minutes,
        days_to_come=days.exclude(event__status=EventStatus.HELD).count(),
        to_read=to_read(training).count(),
        to_log=Mentoring.objects.filter(
            mentor__training=training, state="booked", end_at__lte=now
        ).count(),
        without_certificate=len(ready),
        unpublished=Deliverable.objects.filter(
            Exists(accepted),
            team__call__training=training,
            consented_at__isnull=False,
            published_at=None,
        ).count(),
    )


@dataclass(frozen=True)
class Numbers:
    """Of a training, for everybody; none of them names anybody."""

    teams: int
    people: int
    days_held: int
    days: int
    attendance_percent: int | None
    mentoring_minutes: int
    models: int
    certificates: int


def numbers_of(training: Training) -> Numbers:
    """A fixed number of queries."""
    people = TeamMember.objects.filter(
        team__call__training=training, team__state=TeamState.ADMITTED, state="joined"
    ).aggregate(people=Count("pk"), teams=Count("team", distinct=True))
    table = attendance_table(training)
    minutes = Mentoring.objects.filter(mentor__training=training, state="held")
    return Numbers(
        teams=Team.objects.filter(call__training=training, state=TeamState.ADMITTED).count(),
        people=people["people"],
        days_held=sum(day.event.status == EventStatus.HELD for day in table.days),
        days=len(table.days),
        attendance_percent=table.percent,
        mentoring_minutes=sum(minutes.values_list("minutes", flat=True)),
        models=Deliverable.objects.filter(
            team__call__training=training, published_at__isnull=False
        ).count(),
        certificates=training.certificates.filter(revoked_at=None).count(),
    )


def is_over(training: Training, now: datetime) -> bool:
    return training.end_date < localdate(now)
