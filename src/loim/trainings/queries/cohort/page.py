"""The cohort's page: what is next, who is in it, what it was told. A fixed number of queries."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localdate

from loim.events.models import EventStatus, Material
from loim.people.models import User
from loim.trainings.logic.mentoring.budget import Budget
from loim.trainings.logic.team_states import TeamState
from loim.trainings.models import (
    Announcement,
    Deliverable,
    Mentoring,
    Team,
    Training,
    TrainingDay,
    TrainingStatus,
)
from loim.trainings.queries.assignments.matrix import Cell, next_cell, team_cells
from loim.trainings.queries.days.attendance import MemberRow, next_day, training_days
from loim.trainings.queries.mentoring.budgets import budget_of_team


@dataclass(frozen=True)
class OwnTeam:
    """What concerns the reader's own team."""

    team: Team
    cells: list[Cell]
    budget: Budget
    next_meeting: Mentoring | None
    deliverable: Deliverable | None

    @property
    def next(self) -> Cell | None:
        return next_cell(self.cells)

    @property
    def accepted(self) -> int:
        return sum(cell.standing == "accepted" for cell in self.cells)


@dataclass(frozen=True)
class CohortPage:
    training: Training
    days: list[TrainingDay]
    next_day: TrainingDay | None
    teams: list[Team]
    announcements: list[Announcement]
    materials: list[Material]
    own: OwnTeam | None
    rows: tuple[MemberRow, ...] = ()

    @property
    def days_held(self) -> int:
        return sum(day.event.status == EventStatus.HELD for day in self.days)


def cohort_page(training: Training, team: Team | None, now: datetime) -> CohortPage:
    """`team` is the reader's own, if they are of one."""
    days = list(training_days(training))
    shown = [day for day in days if day.event.status != EventStatus.DRAFT]
    return CohortPage(
        training=training,
        days=shown,
        next_day=next_day(shown, localdate(now)),
        teams=list(_teams(training)),
        announcements=list(announcements_of(training)[:5]),
        materials=list(_materials(shown)),
        own=_own(team, now) if team is not None else None,
    )


def announcements_of(training: Training) -> QuerySet[Announcement]:
    return (
        Announcement.objects.filter(training=training)
        .select_related("training", "sent_by")
        .annotate(
            people=Count("letters"),
            sent=Count("letters", filter=Q(letters__mail__sent_at__isnull=False)),
            failed=Count("letters", filter=Q(letters__mail__given_up_at__isnull=False)),
        )
        .order_by("-sent_at", "-pk")
    )


def _teams(training: Training) -> QuerySet[Team]:
    return (
        Team.objects.filter(call__training=training, state=TeamState.ADMITTED)
        .select_related("municipality__county")
        .annotate(people=Count("members", filter=Q(members__state="joined")))
        .order_by("name", "pk")
    )


def _materials(days: list[TrainingDay]) -> QuerySet[Material]:
    return (
        Material.objects.filter(event__in=[day.event_id for day in days])
        .exclude(file="", url="")
        .select_related("event")
        .order_by("-event__start_date", "pk")[:30]
    )


def _own(team: Team, now: datetime) -> OwnTeam:
    return OwnTeam(
        team=team,
        cells=team_cells(team, now),
        budget=budget_of_team(team),
        next_meeting=Mentoring.objects.filter(team=team, state="booked", end_at__gt=now)
        .select_related("mentor")
        .order_by("start_at", "pk")
        .first(),
        deliverable=Deliverable.objects.filter(team=team).first(),
    )


def my_cohorts(person: User) -> QuerySet[Team]:
    """Admitted teams of which this person is, of trainings that have not ended; by date."""
    return (
        Team.objects.filter(state=TeamState.ADMITTED)
        .filter(
            Q(leader=person) | Q(pk__in=_joined(person)),
            call__training__status__in=[TrainingStatus.PUBLISHED, TrainingStatus.RUNNING],
        )
        .select_related("call__training", "municipality")
        .order_by("call__training__start_date", "pk")
    )


def _joined(person: User) -> QuerySet[Team, int]:
    return Team.objects.filter(members__user=person, members__state="joined").values_list(
        "pk", flat=True
    )
