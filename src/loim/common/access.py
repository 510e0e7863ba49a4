"""Who may open a page. Every view carries one of these; a test walks the URLconf."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

View = Callable[..., HttpResponseBase]


def public(reason: str) -> Callable[[View], View]:
    """Anyone may open it, and `reason` says why that is right."""

    def decorate(view: View) -> View:
        view.access = f"public: {reason}"  # type: ignore[attr-defined]  # read by the test of the URLconf
        return view

    return decorate


def signed_in(view: View) -> View:
    """Anyone with an account may open it; what they see there is the view's own matter."""
    decorated = login_required(view)
    decorated.access = "signed in"  # type: ignore[attr-defined]
    return decorated


def allowed(may: Callable[[Any], bool]) -> Callable[[View], View]:
    """Only a signed-in person for whom `may(user)` holds; anyone else is refused (403)."""

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not may(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        decorated = login_required(checked)
        decorated.access = may.__name__  # type: ignore[attr-defined]
        return decorated

    return decorate
