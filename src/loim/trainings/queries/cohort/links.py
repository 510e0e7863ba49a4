"""The own links of members, as letters carry them."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from loim.common.own_keys import hash_of_key, own_key
from loim.trainings.models import TeamMember

MEMBER = "team-member"  # keeps these secrets apart from others


def key_of_member(member: TeamMember) -> str:
    return own_key(MEMBER, member.submission)


def member_by_key(key: str) -> TeamMember | None:
    """Whoever is in a team now; a link of one who has left opens nothing."""
    return (
        TeamMember.objects.select_related("team__call__training__organiser", "team__municipality")
        .filter(key_hash=hash_of_key(key), state="joined", erased_at=None)
        .first()
    )


def cohort_link(member: TeamMember, name: str = "cohort-own", *args: object) -> str:
    """The whole address, in the member's language."""
    with translation.override(member.language):
        return settings.BASE_URL + reverse(name, args=[key_of_member(member), *args])
