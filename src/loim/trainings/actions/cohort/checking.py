"""Checked again inside the transaction: whoever opened the form may have left since."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.trainings.logic.team_states import TeamState
from loim.trainings.models import MemberState, Team, TeamMember, Training, TrainingStatus
from loim.trainings.queries.cohort.who import Reader


class NotRunning(Refusal):
    message = _(
        "This training has ended or was cancelled, so nothing of it can be changed any more."
        " Write to the organiser if something is still missing."
    )


def hold_team(by: Reader) -> Team:
    """The team's row, locked; everybody who changes its work comes one after the other.

    Raises PermissionDenied where the team is not admitted any more, or the member has left it.
    """
    team = (
        Team.objects.select_for_update(no_key=True, of=("self",))
        .select_related("call__training")
        .get(pk=by.team.pk)
    )
    if team.state != TeamState.ADMITTED or not by.may_see:
        raise PermissionDenied
    if by.member is not None and not by.reads_work:
        still = TeamMember.objects.filter(pk=by.member.pk, team=team, state=MemberState.JOINED)
        if not still.exists():
            raise PermissionDenied
    return team


def refuse_over(training: Training) -> None:
    """Raises NotRunning."""
    if training.status in (TrainingStatus.ENDED, TrainingStatus.CANCELLED):
        raise NotRunning
