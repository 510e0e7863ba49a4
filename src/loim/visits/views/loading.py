"""The visit that a page is about, and whether this person may change it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from loim.common import telling
from loim.people.models import User
from loim.visits.models import Leg, Visit
from loim.visits.permissions import may_change_visit


def load_visit(pk: int) -> Visit:
    return get_object_or_404(
        Visit.objects.select_related(
            "event__organiser", "event__activity__programme", "event__series", "recorded_by"
        ),
        pk=pk,
    )


def changeable_visit(request: HttpRequest, pk: int) -> Visit:
    visit = load_visit(pk)
    if not may_change_visit(request.user, visit):
        raise PermissionDenied
    return visit


def leg_of(visit: Visit, key: int) -> Leg:
    leg = get_object_or_404(visit.legs.select_related("host"), pk=key)
    leg.visit = visit
    return leg


def person_of(request: HttpRequest) -> User:
    person: User = request.user  # type: ignore[assignment]  # `allowed` lets nobody else in
    return person


def done(request: HttpRequest, act: Any, said: str, **named: Any) -> bool:
    """Calls the action; says that it is done, or why not."""
    return telling.done(request, lambda: act(**named), said or _("Saved."))
