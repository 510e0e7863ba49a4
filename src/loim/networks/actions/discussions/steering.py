"""A thread is solved, closed, locked or opened again; a keeper pins it."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from loim.networks.actions.discussions.refusals import ReasonMissing, StepNotPossible
from loim.networks.logic.discussions.states import Hand, ThreadState, may_become
from loim.networks.models import Thread
from loim.networks.permissions import may_change_network
from loim.networks.permissions_talk import may_read_talk
from loim.people.models import User


def hands_of(person: User, thread: Thread) -> frozenset[Hand]:
    """As whom this person may change the thread's state."""
    found = set()
    if may_change_network(person, thread.network):
        found.add(Hand.KEEPER)
    if thread.author_id == person.pk and may_read_talk(person, thread.network):
        found.add(Hand.AUTHOR)
    return frozenset(found)


def change_status(
    *, thread: Thread, status: str, reason: str = "", by: User, now: datetime
) -> Thread:
    """`reason` is needed to lock it. Refused: StepNotPossible, ReasonMissing, whoever neither began
    it nor keeps the network (PermissionDenied)."""
    reason = " ".join(reason.split())
    hands = hands_of(by, thread)
    if not hands:
        raise PermissionDenied
    with transaction.atomic():
        held = Thread.objects.select_for_update().get(pk=thread.pk)
        if held.status == status:
            return held
        if not may_become(held.status, status, hands):
            raise StepNotPossible
        if status == ThreadState.LOCKED and not reason:
            raise ReasonMissing
        held.status = status
        held.locked_reason = reason[:300] if status == ThreadState.LOCKED else ""
        held.save(update_fields=["status", "locked_reason"])
    return held


def pin_thread(*, thread: Thread, is_pinned: bool, by: User, now: datetime) -> None:
    if not may_change_network(by, thread.network):
        raise PermissionDenied
    Thread.objects.filter(pk=thread.pk).exclude(is_pinned=is_pinned).update(is_pinned=is_pinned)
