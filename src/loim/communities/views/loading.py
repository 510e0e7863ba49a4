"""Which community, and who asks."""

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from loim.communities.models import Community
from loim.communities.permissions import belongs_to, may_keep, may_see_community
from loim.communities.queries.page import load_communities
from loim.people.models import User


def user_of(request: HttpRequest) -> User:
    person: User = request.user  # type: ignore[assignment]  # the view's decorator saw to it
    return person


def account_of(request: HttpRequest) -> User | None:
    return user_of(request) if request.user.is_authenticated else None


def load(pk: int) -> Community:
    return get_object_or_404(load_communities(), pk=pk)


def kept(request: HttpRequest, pk: int) -> Community:
    community = load(pk)
    if not may_keep(request.user, community):
        raise PermissionDenied
    return community


def own(request: HttpRequest, pk: int) -> Community:
    community = load(pk)
    if not belongs_to(request.user, community):
        raise PermissionDenied
    return community


def refusal_to_see(request: HttpRequest, community: Community) -> HttpResponse | None:
    """Where to send whoever may not open this page; None for those who may."""
    if may_see_community(request.user, community):
        return None
    if request.user.is_anonymous:
        return redirect_to_login(request.get_full_path())
    raise PermissionDenied


def page_context(request: HttpRequest, community: Community, **more: Any) -> dict[str, Any]:
    """What every page of a community has."""
    return {
        "community": community,
        "name": community.organisation.name,
        "may_keep": may_keep(request.user, community),
        **more,
    }


def unknown_link(request: HttpRequest) -> HttpResponse:
    return render(request, "communities/unknown_link.html", status=404)
