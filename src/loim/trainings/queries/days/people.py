"""Who takes part in a training."""

from loim.trainings.logic.team_states import TeamState
from loim.trainings.models import MemberState, TeamMember, Training


def cohort_members(training: Training) -> list[TeamMember]:
    """Who has joined an admitted team, by team and name."""
    rows = TeamMember.objects.filter(
        team__call__training=training,
        team__state=TeamState.ADMITTED,
        state=MemberState.JOINED,
        erased_at=None,
    ).select_related("team__municipality", "organisation", "user")
    return list(rows.order_by("team__name", "team", "name", "pk"))
