"""Whose own link this is, and the links for letters.

A leader's link opens the team's application and, once it is admitted, its work; a member's
opens what is theirs. Both without an account.
"""

from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from loim.common.own_keys import hash_of_key, own_key
from loim.trainings.models import Team, TeamMember

_TEAM = "training-team"
_MEMBER = "training-member"


def key_of_team(submission: UUID) -> str:
    return own_key(_TEAM, submission)


def key_of_member(submission: UUID) -> str:
    return own_key(_MEMBER, submission)


def team_key(team: Team) -> str:
    return own_key(_TEAM, team.submission, team.key_hash)


def member_key(member: TeamMember) -> str:
    return own_key(_MEMBER, member.submission, member.key_hash)


def team_by_key(key: str) -> Team | None:
    """The team whose leader holds this key; None where it opens nothing (any more)."""
    return (
        Team.objects.select_related(
            "call__training__organiser", "call__training__activity__programme",
            "municipality__county", "leader",
        )
        .filter(key_hash=hash_of_key(key), erased_at=None)
        .first()
    )  # fmt: skip


def member_by_key(key: str) -> TeamMember | None:
    """In any state: one who declined may still look at what they were asked."""
    return (
        TeamMember.objects.select_related(
            "team__call__training__organiser", "team__call__training__activity__programme",
            "team__municipality__county", "organisation", "user",
        )
        .filter(key_hash=hash_of_key(key), erased_at=None)
        .first()
    )  # fmt: skip


def link_of_team(team: Team, language: str = "") -> str:
    """The whole address, for letters to the leader."""
    with translation.override(language or team.language):
        return settings.BASE_URL + reverse("own-team", args=[team_key(team)])


def link_of_member(member: TeamMember, language: str = "") -> str:
    with translation.override(language or member.language):
        return settings.BASE_URL + reverse("own-member", args=[member_key(member)])
