"""A letter to teams that have not handed in, two days before the deadline; once."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from loim.trainings.actions.cohort.letters import write_to_team
from loim.trainings.logic.assignments.states import SENT_BACK
from loim.trainings.models import Assignment, HandIn, TrainingStatus
from loim.trainings.queries.assignments.matrix import newest_hand_ins
from loim.trainings.queries.teams import admitted_teams

BEFORE = timedelta(days=2)


def remind_of_deadlines(*, now: datetime) -> int:
    """How many teams were written to. Running it again writes to nobody twice."""
    reminded = 0
    due = Assignment.objects.filter(
        training__status__in=[TrainingStatus.PUBLISHED, TrainingStatus.RUNNING],
        due_at__gt=now,
        due_at__lte=now + BEFORE,
        reminded_at=None,
    )
    for assignment in due.select_related("training__organiser").order_by("due_at", "pk"):
        reminded += _remind(assignment, now)
    return reminded


def _remind(assignment: Assignment, now: datetime) -> int:
    with transaction.atomic():
        row = (
            Assignment.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(pk=assignment.pk, reminded_at=None)
            .first()
        )
        if row is None:
            return 0
        row.reminded_at = now
        row.save(update_fields=["reminded_at"])
        done = set(
            newest_hand_ins(HandIn.objects.filter(assignment=assignment))
            .exclude(state=SENT_BACK)
            .values_list("team", flat=True)
        )

        def say(language: str) -> Mapping[str, Any]:
            return {
                "title": assignment.text("title", language),
                "training": assignment.training.text("title", language),
                "due_at": assignment.due_at,
            }

        waiting = [team for team in admitted_teams(assignment.training) if team.pk not in done]
        is_given = assignment.opens_at is None or assignment.opens_at <= now
        for team in waiting if is_given else []:
            write_to_team(team, "trainings_assignment_reminder", say, "assignment", assignment.pk)
    return len(waiting)
