"""What trainings keep about somebody, for 'My data'."""

from typing import Any

from django.db.models import Q

from loim.people.models import User
from loim.people.personal_records import proved_addresses
from loim.trainings.models import Interest, Team, TeamMember


def export_teams(person: User) -> list[dict[str, Any]]:
    """Plain values: teams that they lead or are in, and interests that they declared."""
    addresses = proved_addresses(person)
    led = Q(leader=person) | Q(leader_email__in=addresses)
    joined = Q(user=person) | Q(email__in=addresses)
    found: list[dict[str, Any]] = [
        {
            "training": team.call.training.title,
            "team": team.name,
            "role": "leader",
            "name": team.leader_name,
            "email": team.leader_email,
            "state": team.state,
        }
        for team in Team.objects.filter(led, erased_at=None)
        .select_related("call__training")
        .order_by("pk")
    ]
    found += [
        {
            "training": member.team.call.training.title,
            "team": member.team.name,
            "role": member.party,
            "name": member.name,
            "email": member.email,
            "organisation": member.organisation_name,
            "job": member.job,
            "state": member.state,
        }
        for member in TeamMember.objects.filter(joined, erased_at=None)
        .select_related("team__call__training")
        .order_by("pk")
    ]
    found += [
        {"team": one.team.name, "role": "assessor", "conflict of interest": one.reason}
        for one in Interest.objects.filter(assessor__user=person, is_conflict=True)
        .select_related("team")
        .order_by("pk")
    ]
    return found
