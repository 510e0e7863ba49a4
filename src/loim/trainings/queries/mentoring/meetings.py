"""Mentoring meetings: of a team, of a mentor, of a whole training."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from loim.people.models import User
from loim.trainings.models import Mentor, Mentoring, MentoringState, Team, Training


def meetings_of_team(team: Team) -> QuerySet[Mentoring]:
    """The latest first."""
    return _named(Mentoring.objects.filter(team=team)).order_by("-start_at", "-pk")


def meetings_of_mentors(mentors: QuerySet[Mentor] | list[Mentor]) -> QuerySet[Mentoring]:
    return _named(Mentoring.objects.filter(mentor__in=mentors)).order_by("-start_at", "-pk")


def meetings_of_training(training: Training) -> QuerySet[Mentoring]:
    return _named(Mentoring.objects.filter(mentor__training=training)).order_by("-start_at", "-pk")


def mentoring_to_log(person: User, now: datetime) -> QuerySet[Mentoring]:
    """This mentor's meetings that are over and not logged; the oldest first."""
    rows = Mentoring.objects.filter(
        mentor__user=person, state=MentoringState.BOOKED, end_at__lte=now
    )
    return _named(rows).order_by("start_at", "pk")


def mentors_of(training: Training) -> QuerySet[Any]:
    """By name, each with `meetings`, `held_minutes` and `booked_minutes`."""
    held = Q(mentorings__state__in=["held", "missed"])
    return (
        Mentor.objects.filter(training=training)
        .select_related("user", "organisation", "training")
        .annotate(
            meetings=Count("mentorings", filter=~Q(mentorings__state="cancelled")),
            held_minutes=Coalesce(Sum("mentorings__minutes", filter=held), 0),
            booked_minutes=Coalesce(
                Sum("mentorings__minutes", filter=Q(mentorings__state="booked")), 0
            ),
            last_at=Max("mentorings__start_at"),
        )
        .order_by("name", "pk")
    )


def bookable_mentors(training: Training) -> QuerySet[Mentor]:
    rows = Mentor.objects.filter(training=training, is_active=True, user__is_active=True)
    return rows.select_related("user", "organisation").order_by("name", "pk")


def mentors_as(person: User) -> QuerySet[Mentor]:
    """What this person is in trainings."""
    return (
        Mentor.objects.filter(user=person)
        .select_related("training__organiser", "training__call")
        .order_by("-training__start_date", "pk")
    )


def _named(rows: QuerySet[Mentoring]) -> QuerySet[Mentoring]:
    return rows.select_related(
        "team__call__training", "team__municipality", "mentor__user", "mentor__organisation"
    )
