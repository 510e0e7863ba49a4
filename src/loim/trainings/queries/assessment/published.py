"""The result as everybody reads it: who was admitted, who waits, why; nobody's points."""

from dataclasses import dataclass

from django.db.models import Prefetch

from loim.trainings.logic.team_states import TeamState
from loim.trainings.models import Call, Team, TeamDecision
from loim.trainings.queries.teams.reasons import sentences


@dataclass(frozen=True)
class Result:
    team: Team
    reasons: list[str]


def results_of(call: Call) -> dict[str, list[Result]]:
    """Admitted and waiting teams, in their order. Teams that were refused are not named."""
    rows = (
        Team.objects.filter(call=call, state__in=[TeamState.ADMITTED, TeamState.WAITING])
        .select_related("municipality__county")
        .prefetch_related(Prefetch("decisions", TeamDecision.objects.order_by("pk")))
        .order_by("rank", "pk")
    )
    found: dict[str, list[Result]] = {"admitted": [], "waiting": []}
    for team in rows:
        placed = [one for one in team.decisions.all() if one.after == team.state != one.before]
        found[team.state].append(Result(team, sentences(placed[-1]) if placed else []))
    return found
