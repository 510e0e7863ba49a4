"""Which community, who asks, and how often."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from loim.common.rates import count_request
from loim.communities.models import Community
from loim.communities.permissions import belongs_to, may_keep, may_see_community
from loim.communities.queries.page import load_communities
from loim.people.models import User

View = Callable[..., HttpResponseBase]


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


def is_too_often(request: HttpRequest, what: str, most: int = 0) -> bool:
    """Whether this request is one too many from its network; accounts are counted by themselves."""
    limit: int = most or settings.CONTRIBUTIONS_PER_ADDRESS
    if not settings.CONTRIBUTIONS_PER_ADDRESS or request.user.is_authenticated:
        return False
    address = get_adapter().get_client_ip(request)
    return count_request(what=what, who=address, now=timezone.now()) > limit


def private(view: View) -> View:
    """Neither kept by a browser nor found by a search engine."""

    @wraps(view)
    def noted(request: HttpRequest, **values: object) -> HttpResponseBase:
        response = view(request, **values)
        response["X-Robots-Tag"] = "noindex"
        return response

    return never_cache(noted)


def unknown_link(request: HttpRequest) -> HttpResponse:
    return render(request, "communities/unknown_link.html", status=404)
