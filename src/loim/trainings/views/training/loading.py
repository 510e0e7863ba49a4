"""The training or team that a page is about, and whether this person may."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from loim.common.access import public
from loim.trainings.models import Call, Team, Training
from loim.trainings.permissions import may_change_training, may_see_training
from loim.trainings.queries.teams import member_by_key, team_by_key

REASON = "the secret in the link is the permission"
View = Callable[..., HttpResponse]


def load_training(pk: int) -> Training:
    return get_object_or_404(
        Training.objects.select_related(
            "organiser", "activity__programme", "information_day__organiser", "call"
        ),
        pk=pk,
    )


def visible_training(request: HttpRequest, pk: int) -> Training:
    training = load_training(pk)
    if not may_see_training(request.user, training):
        raise Http404
    return training


def changeable_training(request: HttpRequest, pk: int) -> Training:
    training = load_training(pk)
    if not may_change_training(request.user, training):
        raise PermissionDenied
    return training


def call_of(training: Training) -> Call:
    """With its training, so that nobody asks for it again."""
    call = training.call
    call.training = training
    return call


def changeable_team(request: HttpRequest, pk: int) -> Team:
    team = get_object_or_404(
        Team.objects.select_related(
            "call__training__organiser", "call__training__activity__programme",
            "municipality__county", "leader",
        ),
        pk=pk,
    )  # fmt: skip
    if not may_change_training(request.user, team.call.training):
        raise PermissionDenied
    return team


def opened(view: View) -> View:
    """Gives the view the team whose leader holds this link."""

    @wraps(view)
    def with_team(request: HttpRequest, key: str, **rest: Any) -> HttpResponse:
        team = team_by_key(key)
        if team is None:
            return render(request, "trainings/teams/unknown_link.html", status=404)
        response = view(request, team, key, **rest)
        response["X-Robots-Tag"] = "noindex"
        return response

    return public(REASON)(never_cache(with_team))  # type: ignore[return-value]


def opened_by_member(view: View) -> View:
    @wraps(view)
    def with_member(request: HttpRequest, key: str, **rest: Any) -> HttpResponse:
        member = member_by_key(key)
        if member is None:
            return render(request, "trainings/teams/unknown_link.html", status=404)
        response = view(request, member, key, **rest)
        response["X-Robots-Tag"] = "noindex"
        return response

    return public(REASON)(never_cache(with_member))  # type: ignore[return-value]
