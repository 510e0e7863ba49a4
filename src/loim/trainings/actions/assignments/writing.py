"""The organiser gives assignments, changes them, takes them away while nobody has answered."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.people.models import User
from loim.trainings.actions.cohort.checking import refuse_over
from loim.trainings.models import Assignment, Training
from loim.trainings.permissions import may_change_training


class HandedInAlready(Refusal):
    message = _(
        "Teams have handed in their work on this assignment, so it stays. Its text and its"
        " deadline can still be changed."
    )


def save_assignment(*, assignment: Assignment, by: User, now: datetime) -> Assignment:
    """A new one comes last. `assignment` as it is wanted. Refused: NotRunning."""
    if not may_change_training(by, assignment.training):
        raise PermissionDenied
    refuse_over(assignment.training)
    with transaction.atomic():
        Training.objects.select_for_update(no_key=True).get(pk=assignment.training_id)
        if assignment._state.adding:  # noqa: SLF001  # documented by Django
            last = assignment.training.assignments.aggregate(n=Max("number"))["n"] or 0
            assignment.number = last + 1
        elif Assignment.objects.filter(pk=assignment.pk, due_at__lt=assignment.due_at).exists():
            assignment.reminded_at = None
        assignment.save()
    return assignment


def remove_assignment(*, assignment: Assignment, by: User) -> None:
    """Raises HandedInAlready. What teams have begun to write goes with it."""
    if not may_change_training(by, assignment.training):
        raise PermissionDenied
    with transaction.atomic():
        Assignment.objects.select_for_update().get(pk=assignment.pk)
        if assignment.hand_ins.exists():
            raise HandedInAlready
        assignment.delete()
