"""What counsellors have to do: noted, done, put off, dropped."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.casework import vault
from loim.casework.logic.appointments.states import TASKS, TaskStep, state_after
from loim.casework.models import Case, Client, Task
from loim.casework.permissions import may_counsel_for
from loim.common.refusals import Refusal
from loim.people.models import Organisation, User


class TaskStepNotPossible(Refusal):
    message = _("This task was changed meanwhile. Look at it once more.")


class PutOffToThePast(Refusal):
    message = _("Choose today or a later day.")


@dataclass(frozen=True)
class TaskFacts:
    text: str
    due_date: date
    counsellor: User
    client: Client | None = None
    case: Case | None = None


def add_task(
    *, organisation: Organisation, facts: TaskFacts, submission: UUID, by: User, now: datetime
) -> Task:
    """For oneself or a colleague. Sent twice, it makes one."""
    if not may_counsel_for(by, organisation) or not may_counsel_for(facts.counsellor, organisation):
        raise PermissionDenied
    task, _is_new = Task.objects.get_or_create(
        submission=submission,
        defaults={
            "organisation": organisation,
            "counsellor": facts.counsellor,
            "client": facts.client,
            "case": facts.case,
            "sealed_text": vault.seal(facts.text),
            "due_date": facts.due_date,
            "state_at": now,
            "made_by": by,
            "made_at": now,
        },
    )
    return task


def take_task_step(
    *, task: Task, step: str, by: User, now: datetime, due_date: date | None = None
) -> Task:
    """PUT_OFF needs the new day. Refused: TaskStepNotPossible, PutOffToThePast."""
    if step == TaskStep.PUT_OFF and (due_date is None or due_date < localdate(now)):
        raise PutOffToThePast
    with transaction.atomic():
        current = Task.objects.select_for_update().get(pk=task.pk)
        if not may_counsel_for(by, current.organisation):
            raise PermissionDenied
        after = state_after(TASKS, current.state, step)
        if after is None:
            raise TaskStepNotPossible
        current.state, current.state_at = after, now
        if step == TaskStep.PUT_OFF and due_date is not None:
            current.due_date = due_date
            current.times_put_off += 1
        current.save()
    return current
