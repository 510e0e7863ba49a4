"""Who asks, how often, and in which language the answer is worded."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from loim.api.actions.tokens import token_of
from loim.api.models import ApiToken
from loim.api.views.problems import Problem
from loim.common.rates import count_request

# In ten minutes.
MOST_READS = 3000  # from one network address
MOST_WRITES = 600  # by one key
MOST_WRONG_KEYS = 30  # from one network address


class BearerToken(HttpBearer):
    """A key of an organisation's, in force."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        found = token_of(token.strip(), timezone.now())
        if found is None:
            address = get_adapter().get_client_ip(request)
            _count("api wrong key", address, MOST_WRONG_KEYS)
            return None
        _count("api key", str(found.pk), MOST_WRITES)
        return found


def limited(operation: Callable[..., Any]) -> Callable[..., Any]:
    """Not more often from one address than a program needs."""

    @wraps(operation)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        _count("api read", get_adapter().get_client_ip(request), MOST_READS)
        return operation(request, *args, **kwargs)

    return checked


def speak_readers_language(request: HttpRequest) -> None:
    """Addresses here have no language in them: Accept-Language says it."""
    translation.activate(translation.get_language_from_request(request))


def _count(what: str, who: str, most: int) -> None:
    if count_request(what=what, who=who, now=timezone.now()) > most:
        text = _("Too many requests. Wait ten minutes, then go on slower.")
        raise Problem(429, "too-often", text)
