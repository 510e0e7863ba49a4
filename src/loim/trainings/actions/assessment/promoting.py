"""A place that becomes free goes to the next team that waits, by the rule of the decision."""

from datetime import datetime

from loim.people.models import User
from loim.trainings.actions.teams.changing import change_state, held
from loim.trainings.actions.teams.letters import write_to_leader
from loim.trainings.logic.assessment.admission import Candidate, admit
from loim.trainings.logic.team_states import TeamState
from loim.trainings.logic.teams.reasons import Reason
from loim.trainings.models import Call, Team, TrainingStatus
from loim.trainings.queries.assessment.outcome import representation_of
from loim.trainings.queries.teams.completeness import keeps_rule
from loim.trainings.queries.teams.reasons import sentences


def hold_call(call: Call) -> Call:
    """Its row, held: one decides about its teams at a time."""
    return (
        Call.objects.select_for_update(of=("self",))
        .select_related("training__organiser", "training__activity__programme")
        .get(pk=call.pk)
    )


def give_free_places(call: Call, *, by: User | None, now: datetime) -> list[Team]:
    """Of the held `call`; who is admitted now. A team that lacks somebody waits on."""
    if call.decided_at is None or call.training.status in {
        TrainingStatus.ENDED,
        TrainingStatus.CANCELLED,
    }:
        return []
    rows = (
        Team.objects.filter(call=call, state__in=[TeamState.ADMITTED, TeamState.WAITING])
        .select_related("call", "municipality")
        .prefetch_related("members", "call__composition_rules")
        .order_by("rank", "pk")
    )
    admitted = [row.municipality.county_id for row in rows if row.state == TeamState.ADMITTED]
    waiting = [
        Candidate(row.pk, row.municipality.county_id)
        for row in rows
        if row.state == TeamState.WAITING and keeps_rule(row)
    ]
    found = admit(waiting, representation_of(call), admitted)
    return [_admit(key, by, now) for key in found.admitted]


def _admit(key: int, by: User | None, now: datetime) -> Team:
    team = held(Team(pk=key))
    team.complete_by = None
    decision = change_state(
        team, TeamState.ADMITTED, Reason.NEXT_IN_LINE, by=by, now=now, rank=team.rank
    )
    write_to_leader(team, "admitted", sentences=sentences(decision, team.language))
    return team
