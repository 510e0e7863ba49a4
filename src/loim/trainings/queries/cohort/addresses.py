"""Whole addresses of a member's own pages, for letters."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from loim.trainings.models import TeamMember
from loim.trainings.queries.teams import member_key


def own_address(member: TeamMember, page: str, *parts: object) -> str:
    """`page` without its beginning: 'cohort', 'assignment'."""
    with translation.override(member.language):
        path = reverse(f"own-team-{page}", args=[member_key(member), *parts])
        return settings.BASE_URL + path
