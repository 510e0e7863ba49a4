"""A keeper begins a gathering, and closes it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.communities.actions.keeping import held
from loim.communities.models import Community, CommunityState, Gathering
from loim.communities.permissions import may_keep
from loim.communities.queries.own_link import GATHERING, key_hash_for
from loim.events.models import Event
from loim.people.models import User


class CommunityHasEnded(Refusal):
    message = _("This community has ended. Say on its page that it is active again first.")


@dataclass(frozen=True)
class GatheringFacts:
    title: str
    kind: str
    held_on: date | None = None
    event: Event | None = None
    closes_at: datetime | None = None
    is_checked: bool = True


def begin_gathering(
    *, community: Community, facts: GatheringFacts, submission: UUID, by: User, now: datetime
) -> Gathering:
    """Its link is open from now on. The same `submission` again gives what it made. Raises
    CommunityHasEnded."""
    if not may_keep(by, community):
        raise PermissionDenied
    with transaction.atomic():
        if held(community).state == CommunityState.ENDED:
            raise CommunityHasEnded
        if there := Gathering.objects.filter(uuid=submission).first():
            return there
        return Gathering.objects.create(
            community=community, title=facts.title.strip(), kind=facts.kind,
            held_on=facts.held_on, event=facts.event, closes_at=facts.closes_at,
            is_checked=facts.is_checked, created_by=by, created_at=now, uuid=submission,
            key_hash=key_hash_for(GATHERING, submission),
        )  # fmt: skip


def edit_gathering(
    *, gathering: Gathering, facts: GatheringFacts, by: User, now: datetime
) -> Gathering:
    if not may_keep(by, gathering.community):
        raise PermissionDenied
    with transaction.atomic():
        current = Gathering.objects.select_for_update().get(pk=gathering.pk)
        for name in ("title", "kind", "held_on", "event", "closes_at", "is_checked"):
            setattr(current, name, getattr(facts, name))
        current.save()
    return current


def close_gathering(*, gathering: Gathering, is_closed: bool, by: User, now: datetime) -> Gathering:
    """Its link takes nothing any more, or again; what was gathered stays."""
    if not may_keep(by, gathering.community):
        raise PermissionDenied
    with transaction.atomic():
        current = Gathering.objects.select_for_update().get(pk=gathering.pk)
        if is_closed and current.closed_at is None:
            current.closed_at = now
        if not is_closed:
            current.closed_at = None
            if current.closes_at is not None and current.closes_at <= now:
                current.closes_at = None
        current.save()
    return current


def is_open(gathering: Gathering, now: datetime) -> bool:
    return (
        gathering.closed_at is None
        and (gathering.closes_at is None or gathering.closes_at > now)
        and gathering.community.state != CommunityState.ENDED
    )
