"""Who asks, and how often; pages that are for one person alone."""

from collections.abc import Callable
from functools import wraps

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from loim.common.rates import count_request
from loim.people.models import User

View = Callable[..., HttpResponse]


def user_of(request: HttpRequest) -> User:
    person: User = request.user  # type: ignore[assignment]  # the view's decorator saw to it
    return person


def account_of(request: HttpRequest) -> User | None:
    return user_of(request) if request.user.is_authenticated else None


def is_too_often(request: HttpRequest) -> bool:
    """Whether this request is one too many from its network; accounts are counted by themselves."""
    most: int = settings.CONTRIBUTIONS_PER_ADDRESS
    if not most or request.user.is_authenticated:
        return False
    address = get_adapter().get_client_ip(request)
    return count_request(what="experts.request", who=address, now=timezone.now()) > most


def private(view: View) -> View:
    """Neither kept by a browser nor found by a search engine."""

    @wraps(view)
    def noted(request: HttpRequest, **values: object) -> HttpResponse:
        response = view(request, **values)
        response["X-Robots-Tag"] = "noindex"
        return response

    return never_cache(noted)


def unknown_link(request: HttpRequest) -> HttpResponse:
    return render(request, "experts/unknown_link.html", status=404)
