"""Teams by assignments: how each stands; and what waits to be read, the oldest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from loim.people.models import User
from loim.trainings.logic.assignments.deadline import WAITS_FOR_TEAM, Standing
from loim.trainings.models import (
    SPENDING,
    Assignment,
    HandIn,
    HandInState,
    Mentor,
    Mentoring,
    Team,
    Training,
    TrainingStatus,
)
from loim.trainings.permissions import trainings_changed_by
from loim.trainings.queries.assignments.times import late_until, standing_of
from loim.trainings.queries.teams import admitted_teams


@dataclass(frozen=True)
class Cell:
    """A team's work on an assignment; `newest` is its newest version."""

    team: Team
    assignment: Assignment
    standing: Standing
    newest: HandIn | None

    @property
    def is_late(self) -> bool:
        return self.newest is not None and self.newest.is_late

    @property
    def waits_for_team(self) -> bool:
        return self.standing in WAITS_FOR_TEAM

    @property
    def late_until(self) -> datetime:
        return late_until(self.assignment)


@dataclass(frozen=True)
class MatrixRow:
    team: Team
    cells: tuple[Cell, ...]


def assignments_of(training: Training) -> QuerySet[Assignment]:
    return (
        Assignment.objects.filter(training=training)
        .select_related("training", "before_day__event")
        .order_by("number", "pk")
    )


def newest_hand_ins(rows: QuerySet[HandIn]) -> QuerySet[HandIn]:
    """Of each team and assignment the newest version."""
    newer = HandIn.objects.filter(
        assignment=OuterRef("assignment"), team=OuterRef("team"), version__gt=OuterRef("version")
    )
    return rows.filter(~Exists(newer))


def matrix(training: Training, now: datetime) -> tuple[list[Assignment], list[MatrixRow]]:
    """Three queries, whatever the number of teams and assignments."""
    assignments = list(assignments_of(training))
    newest = {
        (row.team_id, row.assignment_id): row
        for row in newest_hand_ins(HandIn.objects.filter(assignment__training=training)).defer(
            "text"
        )
    }
    return assignments, [
        MatrixRow(team, tuple(_cells(team, assignments, newest, now)))
        for team in admitted_teams(training)
    ]


def team_cells(team: Team, now: datetime) -> list[Cell]:
    """A team's assignments in their order: two queries."""
    assignments = list(assignments_of(team.call.training))
    newest = {
        (row.team_id, row.assignment_id): row
        for row in newest_hand_ins(HandIn.objects.filter(team=team)).defer("text")
    }
    return _cells(team, assignments, newest, now)


def _cells(
    team: Team,
    assignments: Iterable[Assignment],
    newest: dict[tuple[int, int], HandIn],
    now: datetime,
) -> list[Cell]:
    cells = []
    for assignment in assignments:
        row = newest.get((team.pk, assignment.pk))
        state = row.state if row else None
        cells.append(Cell(team, assignment, standing_of(assignment, state, now), row))
    return cells


def next_cell(cells: Iterable[Cell]) -> Cell | None:
    """What the team does next: what was sent back, what is overdue, then by its deadline."""
    waiting = [cell for cell in cells if cell.waits_for_team]
    order = {standing: place for place, standing in enumerate(WAITS_FOR_TEAM)}
    return min(
        waiting,
        key=lambda cell: (order[cell.standing], cell.assignment.due_at, cell.assignment.pk),
        default=None,
    )


def to_read(training: Training) -> QuerySet[HandIn]:
    """The newest versions that nobody has answered; the oldest first."""
    return _in_order(
        newest_hand_ins(
            HandIn.objects.filter(assignment__training=training, state=HandInState.HANDED_IN)
        )
    )


def hand_ins_to_read(person: User) -> QuerySet[HandIn]:
    """Of all trainings in which this person reads the teams' work; the oldest first.

    For the organiser's people everything, for trainers all teams of their trainings, for
    mentors the teams that they meet.
    """
    of_mentor = Mentor.objects.filter(user=person)
    meets = Mentoring.objects.filter(mentor__user=person, state__in=SPENDING, team=OuterRef("team"))
    return _in_order(
        newest_hand_ins(
            HandIn.objects.filter(
                state=HandInState.HANDED_IN,
                team__state="admitted",
                assignment__training__status__in=[
                    TrainingStatus.PUBLISHED,
                    TrainingStatus.RUNNING,
                ],
            ).filter(
                Q(assignment__training__in=trainings_changed_by(person))
                | Q(assignment__training__in=of_mentor.filter(is_trainer=True).values("training"))
                | Exists(meets)
            )
        )
    )


def _in_order(rows: QuerySet[HandIn]) -> QuerySet[HandIn]:
    return (
        rows.select_related("assignment__training", "team", "handed_in_by")
        .defer("text")
        .order_by("handed_in_at", "pk")
    )
