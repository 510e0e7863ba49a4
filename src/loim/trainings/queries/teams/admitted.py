"""The teams that a training is held for, and the people in them."""

from django.db.models import QuerySet

from loim.trainings.logic.team_states import TeamState
from loim.trainings.models import PRESENT, Team, TeamMember, Training


def admitted_teams(training: Training) -> QuerySet[Team]:
    """By name; with their municipality and county."""
    return (
        Team.objects.filter(call__training=training, state=TeamState.ADMITTED)
        .select_related("municipality__county", "call__training__organiser")
        .order_by("name", "pk")
    )


def present_members(team: Team) -> QuerySet[TeamMember]:
    """Invited or joined, in the order in which they came; not those who declined or left."""
    return (
        TeamMember.objects.filter(team=team, state__in=PRESENT)
        .select_related("organisation", "user")
        .order_by("invited_at", "pk")
    )
