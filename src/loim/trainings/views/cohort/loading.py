"""Each page of a team's work by two addresses: of an account and of an own link."""

from collections.abc import Callable
from functools import wraps
from pathlib import PurePath
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from loim.common.access import public, signed_in
from loim.people.models import User
from loim.trainings.models import Team, Training
from loim.trainings.permissions import may_change_training
from loim.trainings.queries.cohort.who import Reader, reader_by_account, reader_by_key

REASON = "the secret in the link is the permission"
Page = Callable[..., HttpResponseBase]


def by_account(view: Page) -> Page:
    """The organiser, trainers and mentors of the team, its members with an account."""

    @wraps(view)
    def page(request: HttpRequest, team: int, **rest: Any) -> HttpResponseBase:
        found = get_object_or_404(
            Team.objects.select_related(
                "call__training__organiser",
                "call__training__activity__programme",
                "municipality__county",
            ),
            pk=team,
        )
        reader = reader_by_account(request.user, found)
        if not reader.may_see:
            raise PermissionDenied
        return view(request, reader, **rest)

    return signed_in(page)


def by_own_link(view: Page) -> Page:
    """Whoever holds the leader's or a member's link; one that opens nothing says what to do."""

    @wraps(view)
    def page(request: HttpRequest, key: str, **rest: Any) -> HttpResponseBase:
        reader = reader_by_key(key)
        if reader is None:
            return render(request, "trainings/cohort/unknown_link.html", status=404)
        response = view(request, reader, **rest)
        response["X-Robots-Tag"] = "noindex"
        response["Referrer-Policy"] = "same-origin"
        return response

    return public(REASON)(never_cache(page))


def changeable_training(request: HttpRequest, pk: int) -> Training:
    """The organiser's pages: raises 404, PermissionDenied."""
    training = load_training(pk)
    if not may_change_training(request.user, training):
        raise PermissionDenied
    return training


def load_training(pk: int) -> Training:
    return get_object_or_404(
        Training.objects.select_related("organiser", "activity__programme", "call", "recorded_by"),
        pk=pk,
    )


def person_of(request: HttpRequest) -> User:
    """Behind an access decorator."""
    person: User = request.user  # type: ignore[assignment]
    return person


def file_response(file: Any, name: str) -> HttpResponseBase:
    """Downloaded, never shown: what is in it runs in nobody's session here."""
    suffix = PurePath(str(file.name)).suffix
    stem = PurePath(name or "fail").stem[:80]
    return FileResponse(
        file.open("rb"),
        as_attachment=True,
        filename=f"{stem}{suffix}",
        content_type="application/octet-stream",
    )


def team_context(reader: Reader, here: str) -> dict[str, Any]:
    """What every page of a team's work shows around it."""
    return {"reader": reader, "team": reader.team, "training": reader.training, "here": here}
