"""Tasks of networks, the overdue ones first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, F, IntegerField, QuerySet, Value, When

from loim.networks.logic.task_states import TaskState
from loim.networks.models import Meeting, Network, NetworkTask
from loim.networks.queries.meetings.naming import name_for


def with_owners(tasks: QuerySet[NetworkTask]) -> QuerySet[NetworkTask]:
    return tasks.select_related(
        "owner__organisation", "owner__user", "organisation", "meeting__event", "decision"
    )


def listed_tasks(network: Network) -> QuerySet[NetworkTask]:
    """Open ones by their day, so that overdue ones come first; then closed ones, newest first."""
    is_closed = Case(
        When(state=TaskState.OPEN.value, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    open_due = Case(When(state=TaskState.OPEN.value, then=F("due_date")))
    found: QuerySet[Any] = network.tasks.annotate(is_closed=is_closed, open_due=open_due)
    return with_owners(
        found.order_by("is_closed", "open_due", F("closed_at").desc(nulls_last=True), "pk")
    )


def open_tasks(network: Network) -> QuerySet[NetworkTask]:
    return with_owners(network.tasks.filter(state=TaskState.OPEN.value)).order_by("due_date", "pk")


def closed_since(network: Network, since: datetime) -> QuerySet[NetworkTask]:
    return with_owners(
        network.tasks.exclude(state=TaskState.OPEN.value).filter(closed_at__gte=since)
    ).order_by("closed_at", "pk")


@dataclass(frozen=True)
class ShownTask:
    task: NetworkTask
    owner: str
    is_overdue: bool
    may_close: bool = False


def shown_tasks(
    tasks: Iterable[NetworkTask], today: date, *, sees_all: bool, closable: Iterable[int] = ()
) -> list[ShownTask]:
    mine = set(closable)
    return [
        ShownTask(task, owner_name(task, sees_all=sees_all), is_overdue(task, today),
                  task.pk in mine)
        for task in tasks
    ]  # fmt: skip


def owner_name(task: NetworkTask, *, sees_all: bool) -> str:
    if task.organisation is not None:
        return task.organisation.name
    return name_for(task.owner, sees_all=sees_all)


def is_overdue(task: NetworkTask, today: date) -> bool:
    return task.state == TaskState.OPEN and task.due_date < today


@dataclass(frozen=True)
class FollowUp:
    """What a meeting looks back on: what is open, and what was closed since the one before."""

    open: list[ShownTask]
    closed: list[ShownTask]

    def __bool__(self) -> bool:
        return bool(self.open or self.closed)


def follow_up_of(
    meeting: Meeting, before: Meeting | None, today: date, *, sees_all: bool, since: datetime
) -> FollowUp:
    """Of a meeting that is to come or being held; `since` is when the one before was held."""
    closed = closed_since(meeting.network, since) if before else []
    return FollowUp(
        shown_tasks(
            (task for task in open_tasks(meeting.network) if task.meeting_id != meeting.pk),
            today,
            sees_all=sees_all,
        ),
        shown_tasks(closed, today, sees_all=sees_all),
    )
