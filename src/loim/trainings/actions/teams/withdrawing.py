"""A team withdraws, or the organiser takes its application out with a reason."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.people.models import User
from loim.trainings.actions.assessment.promoting import give_free_places, hold_call
from loim.trainings.actions.teams.changing import change_state, held
from loim.trainings.actions.teams.letters import write_to_leader
from loim.trainings.actions.teams.organiser_letters import write_to_organiser
from loim.trainings.actions.teams.who_may import check_may_change, check_organiser
from loim.trainings.logic.team_states import TeamState
from loim.trainings.logic.teams.reasons import Reason
from loim.trainings.models import Team


class NoteNeeded(Refusal):
    message = _("Write the reason: the team reads it.")


def withdraw_team(*, team: Team, by: User | None, now: datetime) -> list[Team]:
    """By its leader. Gives the teams that were admitted in its place. Raises NotNow."""
    check_may_change(team, by)
    return _withdraw(team, Reason.WITHDRAWN, "", by, now)


def take_team_out(*, team: Team, note: str, by: User, now: datetime) -> list[Team]:
    """By the organiser, as when a team has not found a new member in time. Raises NoteNeeded."""
    check_organiser(team, by)
    if not note.strip():
        raise NoteNeeded
    return _withdraw(team, Reason.WITHDRAWN_BY_ORGANISER, note.strip(), by, now)


def _withdraw(team: Team, reason: Reason, note: str, by: User | None, now: datetime) -> list[Team]:
    with transaction.atomic():
        call = hold_call(team.call)
        team = held(team)
        had_place = team.state == TeamState.ADMITTED
        was_sent = team.submitted_at is not None
        if team.state == TeamState.WITHDRAWN:
            return []
        team.complete_by = None
        change_state(team, TeamState.WITHDRAWN, reason, by=by, now=now, note=note)
        write_to_leader(team, "withdrawn", note=note)
        if was_sent and reason == Reason.WITHDRAWN:
            write_to_organiser(team, "withdrawn")
        return give_free_places(call, by=by, now=now) if had_place else []
