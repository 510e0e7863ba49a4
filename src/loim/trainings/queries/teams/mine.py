"""Teams that somebody leads or is in."""

from django.db.models import Q, QuerySet

from loim.people.models import User
from loim.trainings.logic.team_states import LIVE
from loim.trainings.models import PRESENT, Team, TeamMember


def teams_led_by(person: User) -> QuerySet[Team]:
    """The latest first."""
    return (
        Team.objects.filter(leader=person, erased_at=None)
        .select_related("call__training", "municipality")
        .order_by("-created_at", "-pk")
    )


def teams_joined_by(person: User) -> QuerySet[TeamMember]:
    """Those that still take part, the latest first."""
    return (
        TeamMember.objects.filter(
            Q(user=person) | Q(email__iexact=person.email),
            state__in=PRESENT,
            team__state__in=sorted(LIVE),
            erased_at=None,
        )
        .select_related("team__call__training", "team__municipality")
        .order_by("-invited_at", "-pk")
    )
