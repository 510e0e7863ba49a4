"""What would be decided now, before it is: an order with open ties, and who would be admitted."""

from dataclasses import dataclass

from fairplaces import Seed
from loim.trainings.logic.team_states import TeamState
from loim.trainings.logic.teams.reasons import REFUSALS_OF_DECISION
from loim.trainings.models import Assessor, Call, Team
from loim.trainings.queries.assessment.outcome import question_of, unfinished_assessors
from loim.trainings.queries.teams.labels import state_color, state_label


@dataclass(frozen=True)
class PreviewRow:
    """`tied`: the draw is still to say which of them stands first."""

    team: Team
    rank: int
    points: str
    tied: int
    label: str
    color: str


@dataclass(frozen=True)
class Preview:
    rows: list[PreviewRow]
    incomplete: list[Team]
    unassessed: list[Team]
    returned: list[Team]
    unfinished: list[Assessor]
    has_ties: bool
    floors_missing: int


def preview_of(call: Call) -> Preview:
    """The secret seed is not used here, so looking tells nothing of the draw."""
    question = question_of(call)
    decided = question.decided(Seed("preview"))
    by_key = {team.pk: team for team in question.teams}
    rows = []
    for one in decided.ranked:
        reason = decided.reason_of(one.team)
        if reason in REFUSALS_OF_DECISION:
            state = TeamState.REFUSED
        elif one.team in decided.admission.admitted:
            state = TeamState.ADMITTED
        else:
            state = TeamState.WAITING
        rows.append(
            PreviewRow(
                by_key[one.team],
                one.rank,
                f"{one.points.normalize():f}",
                one.tied,
                state_label(state),
                state_color(state),
            )
        )
    return Preview(
        rows=rows,
        incomplete=list(question.incomplete),
        unassessed=list(question.unassessed),
        returned=list(
            Team.objects.filter(call=call, state=TeamState.RETURNED).order_by("name", "pk")
        ),
        unfinished=unfinished_assessors(call),
        has_ties=question.has_ties,
        floors_missing=decided.admission.missing,
    )
