"""Letters of the organiser to leaders, and lists of teams taken out: both are written down."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.people.models import User
from loim.trainings.actions.teams.letters import write_to_leader
from loim.trainings.models import Call, Team, TeamExport, TeamMessage
from loim.trainings.permissions import may_change_training


class NobodyToWriteTo(Refusal):
    message = _("No team is in the states that you chose, so nobody would get the letter.")


def write_to_leaders(
    *,
    call: Call,
    states: Sequence[str],
    subject: str,
    body: str,
    submission: UUID,
    by: User,
    now: datetime,
) -> TeamMessage:
    """Once for each `submission`. Raises NobodyToWriteTo."""
    if not may_change_training(by, call.training):
        raise PermissionDenied
    with transaction.atomic():
        Call.objects.select_for_update().get(pk=call.pk)
        sent = TeamMessage.objects.filter(submission=submission).first()
        if sent is not None:
            return sent
        teams = list(
            Team.objects.filter(call=call, state__in=states).exclude(leader_email="").order_by("pk")
        )
        if not teams:
            raise NobodyToWriteTo
        for team in teams:
            team.call = call
            write_to_leader(team, "message", subject=subject, body=body)
        return TeamMessage.objects.create(
            call=call,
            subject=subject,
            body=body,
            states=list(states),
            teams=len(teams),
            sent_at=now,
            sent_by=by,
            submission=submission,
        )


def log_export(*, call: Call, rows: int, by: User, now: datetime) -> TeamExport:
    if not may_change_training(by, call.training):
        raise PermissionDenied
    return TeamExport.objects.create(call=call, rows=rows, exported_at=now, exported_by=by)
