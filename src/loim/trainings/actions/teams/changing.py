"""The one place where a team's state changes: always with its decision."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.people.models import User
from loim.trainings.actions.days.keeping import ask_to_keep_lists_of
from loim.trainings.logic.team_states import TeamState, leads_to
from loim.trainings.models import Team, TeamDecision


class NotNow(Refusal):
    message = _(
        "This cannot be done now: meanwhile the application has come into another state. Look at"
        " it again."
    )


def held(team: Team) -> Team:
    """Its row, held until the transaction ends: whoever changes it or its people waits here."""
    return (
        Team.objects.select_for_update(of=("self",))
        .select_related(
            "call__training__organiser",
            "call__training__activity__programme",
            "municipality__county",
        )
        .get(pk=team.pk)
    )


def change_state(
    team: Team,
    after: TeamState,
    reason: str,
    *,
    by: User | None,
    now: datetime,
    note: str = "",
    **values: Any,
) -> TeamDecision:
    """Writes the held `team` with whatever else was set on it. Raises NotNow."""
    before = team.state
    if not leads_to(before, after):
        raise NotNow
    team.state = after.value
    team.save()
    if TeamState.ADMITTED in (before, after):
        ask_to_keep_lists_of(team)
    return TeamDecision.objects.create(
        team=team,
        before=before,
        after=after.value,
        reason=reason,
        values=values,
        note=note,
        by=by,
        at=now,
    )
