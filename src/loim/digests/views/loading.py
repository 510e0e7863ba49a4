"""What the pages of letters share: who asks, and how often."""

from collections.abc import Callable
from functools import wraps

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from loim.common.rates import count_request
from loim.people.models import User

View = Callable[..., HttpResponse]


def private(view: View) -> View:
    """Of one's own link: kept by nobody, listed by nobody, told to no other site."""

    @wraps(view)
    def noted(request: HttpRequest, **values: object) -> HttpResponse:
        response = view(request, **values)
        response["X-Robots-Tag"] = "noindex"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return never_cache(noted)


def account_of(request: HttpRequest) -> User | None:
    person: User | None = request.user if request.user.is_authenticated else None
    return person


def is_too_often(request: HttpRequest) -> bool:
    """Whether this request is one too many from its network."""
    most: int = settings.SUBSCRIPTIONS_PER_ADDRESS
    if not most:
        return False
    address = get_adapter().get_client_ip(request)
    return count_request(what="digests.ask", who=address, now=timezone.now()) > most
