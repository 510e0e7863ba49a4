"""Tasks of a network: given, changed, closed, taken up again; their owners are written to."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import pghistory
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate

from loim.networks.actions.meetings.letters import write_to_owner
from loim.networks.actions.meetings.refusals import (
    NoOwner,
    OwnerIsNoMember,
    TaskNotPossible,
    WhyDropped,
)
from loim.networks.actions.renewing import renew_task_link
from loim.networks.logic.task_states import TaskState, TaskStep, task_after
from loim.networks.meeting_permissions import may_close_task, may_keep_minutes
from loim.networks.models import Meeting, MeetingDecision, Member, Network, NetworkTask
from loim.networks.queries.meetings.own_links import task_key_hash
from loim.people.models import Organisation, User

REMINDED_BEFORE = timedelta(days=3)


@dataclass(frozen=True)
class TaskFacts:
    title: str
    due_date: date
    owner: Member | None = None
    organisation: Organisation | None = None
    meeting: Meeting | None = None
    decision: MeetingDecision | None = None


def give_task(
    *, network: Network, facts: TaskFacts, submission: UUID | None = None, by: User, now: datetime
) -> NetworkTask:
    """The same `submission` again gives the task that it made. The owner is written to.

    Refused: NoOwner, OwnerIsNoMember, PermissionDenied.
    """
    if not may_keep_minutes(by, network):
        raise PermissionDenied
    with transaction.atomic(), pghistory.context(user=by.pk, at=now.isoformat(), step="task"):
        Network.objects.select_for_update(no_key=True).get(pk=network.pk)
        if submission and (made := NetworkTask.objects.filter(submission=submission).first()):
            return made
        _check_owner(network, facts, localdate(now))
        seed = uuid4()
        task = NetworkTask(
            network=network, seed=seed, key_hash=task_key_hash(seed), given_by=by, given_at=now,
            submission=submission or uuid4(),
        )  # fmt: skip
        _put(task, facts)
        # Who hears of it now is not reminded the next morning.
        if facts.due_date - REMINDED_BEFORE <= localdate(now):
            task.reminded_at = now
        task.save()
        write_to_owner(task)
    return task


def change_task(*, task: NetworkTask, facts: TaskFacts, by: User, now: datetime) -> NetworkTask:
    """An open one. A new owner is written to. Refused: as `give_task`, TaskNotPossible."""
    with transaction.atomic(), pghistory.context(user=by.pk, at=now.isoformat(), step="task"):
        current = _locked(task)
        if not may_keep_minutes(by, current.network):
            raise PermissionDenied
        if current.state != TaskState.OPEN:
            raise TaskNotPossible
        before = (current.owner_id, current.organisation_id)
        after = (
            facts.owner.pk if facts.owner else None,
            facts.organisation.pk if facts.organisation else None,
        )
        if before != after:
            _check_owner(current.network, facts, localdate(now))
        if facts.due_date != current.due_date:
            current.reminded_at = None
        _put(current, facts)
        if before != after:
            renew_task_link(current)
        current.save()
        if before != after:
            write_to_owner(current)
    return current


def take_task_step(
    *, task: NetworkTask, step: TaskStep, note: str = "", by: User | None, now: datetime
) -> NetworkTask:
    """`by` is None for the owner who came by the secret link, who may finish it alone.

    Refused: TaskNotPossible, WhyDropped, PermissionDenied.
    """
    metadata = {"user": by.pk if by else None, "at": now.isoformat(), "step": f"task_{step}"}
    with transaction.atomic(), pghistory.context(**metadata):
        current = _locked(task)
        _check_may(current, step, by)
        after = task_after(current.state, step)
        if after is None:
            raise TaskNotPossible
        if step == TaskStep.DROP and not note.strip():
            raise WhyDropped
        is_open = after == TaskState.OPEN
        current.state = after.value
        current.closed_at = None if is_open else now
        current.closed_note = "" if is_open else note.strip()
        current.closed_by = None if is_open else by
        current.save()
    return current


def remind_owners(*, now: datetime) -> int:
    """Three days before it is due, once. The number of tasks whose owners were written to."""
    today = localdate(now)
    due = NetworkTask.objects.filter(
        state=TaskState.OPEN.value,
        reminded_at=None,
        due_date__gte=today,
        due_date__lte=today + REMINDED_BEFORE,
    )
    told = 0
    for key in due.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            task = _locked(NetworkTask(pk=key))
            if task.reminded_at is None and task.state == TaskState.OPEN:
                write_to_owner(task, is_reminder=True)
                task.reminded_at = now
                task.save(update_fields=["reminded_at"])
                told += 1
    return told


def _locked(task: NetworkTask) -> NetworkTask:
    return (
        NetworkTask.objects.select_for_update(of=("self",))
        .select_related(
            "network__organisation", "network__activity__programme",
            "owner__organisation", "owner__user", "organisation",
        )
        .get(pk=task.pk)
    )  # fmt: skip


def _check_may(task: NetworkTask, step: TaskStep, by: User | None) -> None:
    if by is None:
        if step != TaskStep.FINISH:
            raise PermissionDenied
    elif step == TaskStep.FINISH:
        if not may_close_task(by, task):
            raise PermissionDenied
    elif not may_keep_minutes(by, task.network):
        raise PermissionDenied


def _check_owner(network: Network, facts: TaskFacts, today: date) -> None:
    if (facts.owner is None) == (facts.organisation is None):
        raise NoOwner
    if facts.owner is not None:
        members = network.members.in_force_on(today)
        if not members.filter(pk=facts.owner.pk).exists():
            raise OwnerIsNoMember


def _put(task: NetworkTask, facts: TaskFacts) -> None:
    task.title, task.due_date = facts.title, facts.due_date
    task.owner, task.organisation = facts.owner, facts.organisation
    task.meeting, task.decision = facts.meeting, facts.decision
