"""Letters about a team: to its leader and its members, each in their language."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from loim.common.mail import queue_mail
from loim.trainings.models import Team, TeamMember
from loim.trainings.queries.teams import link_of_member, link_of_team


def write_to_leader(team: Team, kind: str, **values: Any) -> None:
    """Nobody is written to whose address is erased."""
    if team.leader_email:
        to = _Reader(team.leader_email, team.leader_name, team.language, link_of_team(team))
        _write(team, kind, to, values)


def write_to_member(member: TeamMember, kind: str, **values: Any) -> None:
    if member.email:
        to = _Reader(member.email, member.name, member.language, link_of_member(member))
        _write(member.team, kind, to, {"member": member, **values})


@dataclass(frozen=True)
class _Reader:
    email: str
    name: str
    language: str
    link: str


def _write(team: Team, kind: str, to: _Reader, values: dict[str, Any]) -> None:
    training = team.call.training
    with translation.override(to.language):
        page = settings.BASE_URL + reverse("training", args=[training.pk])
    queue_mail(
        to=to.email,
        template="team",
        language=to.language,
        context={
            "kind": kind,
            "team": team,
            "call": team.call,
            "training": training,
            "title": training.text("title", to.language),
            "name": to.name,
            "link": to.link,
            "page": page,
            **values,
        },
    )
