"""What a community lets others see: in force at once, withdrawn at once."""

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.communities.actions.crisis.showing import ask_about_recipient
from loim.communities.actions.keeping import held
from loim.communities.models import Community, Shared, Sharing
from loim.communities.permissions import may_keep
from loim.communities.search_keys import SEARCH_KEY
from loim.people.models import Organisation, User
from loim.search.actions.indexing import index_objects


class NobodyToShareWith(Refusal):
    message = _("Choose an organisation to share with.")


class NotWithItself(Refusal):
    message = _("The community’s own people see all of it already.")


def share_with(
    *, community: Community, recipient: Organisation | None, things: Collection[str], by: User,
    now: datetime,
) -> list[Sharing]:  # fmt: skip
    """From now on exactly `things` are shared with `recipient`; what was shared besides ends in
    this moment. Without a recipient: whether the community is counted, without its name. The
    same again changes nothing. Gives those in force. Raises NotWithItself, NobodyToShareWith."""
    if not may_keep(by, community):
        raise PermissionDenied
    if recipient is not None and recipient.pk == community.organisation_id:
        raise NotWithItself
    wanted = {Shared(thing) for thing in things}
    if (Shared.COUNTED in wanted) if recipient is not None else (wanted - {Shared.COUNTED}):
        raise NobodyToShareWith
    with transaction.atomic():
        held(community)
        rows = Sharing.objects.in_force().filter(community=community, recipient=recipient)
        there = {row.what: row for row in rows.select_for_update()}
        for what, row in there.items():
            if what not in wanted:
                row.ended_at, row.ended_by = now, by
                row.save(update_fields=["ended_at", "ended_by"])
        new = wanted - there.keys()
        if Shared.CRISIS_PLAN in new:
            ask_about_recipient(community=community, now=now)
        for what in sorted(new):
            Sharing.objects.create(
                community=community, what=what, recipient=recipient, started_at=now, started_by=by
            )
        # Not by a job: whoever sees nothing any more finds nothing any more.
        index_objects(provider=SEARCH_KEY, ids=[community.pk], now=now)
    return list(rows.all())


def withdraw_all(*, community: Community, by: User, now: datetime) -> int:
    """Nothing is shared with anybody any more; how much it was."""
    if not may_keep(by, community):
        raise PermissionDenied
    with transaction.atomic():
        held(community)
        ended = Sharing.objects.in_force().filter(community=community)
        number = 0
        for row in ended.select_for_update():
            row.ended_at, row.ended_by = now, by
            row.save(update_fields=["ended_at", "ended_by"])
            number += 1
        index_objects(provider=SEARCH_KEY, ids=[community.pk], now=now)
    return number
