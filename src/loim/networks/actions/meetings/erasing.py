"""Names at meetings go three years after the meeting; numbers, decisions and texts stay."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from loim.networks.logic.task_states import TaskState
from loim.networks.models import NetworkTask, Presence, Vote
from loim.people.models import User
from loim.people.personal_records import proved_addresses

KEPT = timedelta(days=3 * 365)


def erase_names_due(*, now: datetime) -> dict[str, int]:
    """Nightly; running it again does nothing."""
    before = localdate(now) - KEPT
    with transaction.atomic():
        return {"presences": _presences(before), "votes": _votes(before), "tasks": _tasks(before)}


def _presences(before: date) -> int:
    rows = Presence.objects.filter(meeting__event__end_date__lt=before).exclude(member=None)
    return rows.update(member=None)


def _votes(before: date) -> int:
    rows = Vote.objects.filter(meeting__event__end_date__lt=before).exclude(member=None)
    return rows.update(member=None, mandate=None)


def _tasks(before: date) -> int:
    rows = NetworkTask.objects.exclude(state=TaskState.OPEN.value).filter(
        closed_at__date__lt=before
    )
    return rows.exclude(owner=None).update(owner=None)


def erase_account(person: User, now: datetime) -> None:
    """Open tasks stay with the network, which finds somebody else; numbers stay, too."""
    mine = Q(member__user=person) | Q(member__user=None, member__email__in=proved_addresses(person))
    with transaction.atomic():
        Presence.objects.filter(mine).update(member=None)
        Vote.objects.filter(mine).update(member=None, mandate=None)
        NetworkTask.objects.filter(
            Q(owner__user=person) | Q(owner__user=None, owner__email__in=proved_addresses(person))
        ).update(owner=None)
