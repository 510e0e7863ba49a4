"""The cohort's page: for its members, trainers and the organiser."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from loim.common.access import signed_in
from loim.trainings.models import MemberState, Mentor, Training
from loim.trainings.permissions import may_change_training
from loim.trainings.queries.cohort.own_days import with_own_places
from loim.trainings.queries.cohort.page import cohort_page
from loim.trainings.queries.cohort.who import Reader, reader_by_account
from loim.trainings.queries.days.attendance import attendance_table
from loim.trainings.queries.teams import admitted_teams
from loim.trainings.views.cohort.loading import (
    load_training,
    person_of,
    team_context,
)


def team_cohort(request: HttpRequest, reader: Reader) -> HttpResponse:
    """As one team sees it."""
    now = timezone.now()
    page = cohort_page(reader.training, reader.team, now)
    return render(
        request,
        "trainings/cohort/cohort.html",
        {
            **team_context(reader, "cohort"),
            "page": page,
            "days": with_own_places(page.days, reader.member),
            "table": attendance_table(reader.training, reader.team),
            "now": now,
        },
    )


@signed_in
def cohort(request: HttpRequest, pk: int) -> HttpResponse:
    """By account: members see their own team's, the organiser and trainers everybody's."""
    training, person = load_training(pk), person_of(request)
    team = (
        admitted_teams(training)
        .filter(members__user=person, members__state=MemberState.JOINED)
        .first()
        or admitted_teams(training).filter(leader=person).first()
    )
    if team is not None:
        return team_cohort(request, reader_by_account(person, team))
    is_organiser = may_change_training(person, training)
    if not is_organiser and not Mentor.objects.filter(training=training, user=person).exists():
        raise PermissionDenied
    return render(request, "trainings/cohort/cohort.html", _whole(training, is_organiser))


def _whole(training: Training, is_organiser: bool) -> dict[str, Any]:
    now = timezone.now()
    page = cohort_page(training, None, now)
    return {
        "training": training,
        "page": page,
        "days": with_own_places(page.days, None),
        "is_organiser": is_organiser,
        "now": now,
        "here": "cohort",
    }
