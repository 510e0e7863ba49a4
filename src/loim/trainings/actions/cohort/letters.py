"""Letters to a team: to each who takes part, in their language, with their own link."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from loim.common.mail import queue_mail
from loim.people.models import User
from loim.trainings.models import MemberState, Mentor, Team, TeamMember, Training
from loim.trainings.queries.teams import member_key

Words = Callable[[str], Mapping[str, Any]]


def write_to_team(
    team: Team, template: str, words: Words, page: str = "cohort", *parts: object
) -> None:
    """`words` gives the letter's values in a language; `page` is where its link leads."""
    for member in joined(team):
        with translation.override(member.language):
            path = reverse(f"own-team-{page}", args=[member_key(member), *parts])
            context = {**words(member.language), "name": member.name}
        queue_mail(
            to=member.email,
            template=template,
            context={**context, "url": settings.BASE_URL + path, "team": team},
            language=member.language,
        )


def joined(team: Team) -> list[TeamMember]:
    rows = team.members.filter(state=MemberState.JOINED, erased_at=None).exclude(email="")
    return list(rows.order_by("pk"))


def write_to_people(
    people: Iterable[User], template: str, words: Words, page: str, *parts: object
) -> None:
    """To accounts: trainers, mentors."""
    for person in people:
        with translation.override(person.language):
            path = reverse(page, args=parts)
            context = {**words(person.language), "name": person.name}
        queue_mail(
            to=person.email,
            template=template,
            context={**context, "url": settings.BASE_URL + path},
            language=person.language,
        )


def trainers_of(training: Training) -> list[User]:
    """Who reads all teams' work; the organiser's recorders look at their own list."""
    rows = Mentor.objects.filter(training=training, is_trainer=True, user__is_active=True)
    return [row.user for row in rows.select_related("user").order_by("pk")]
