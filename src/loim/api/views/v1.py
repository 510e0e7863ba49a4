"""Version 1 of the interface: its operations, and its description (OpenAPI)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern
from ninja import NinjaAPI

from loim.api.views import events, figures, registrations
from loim.api.views.guards import speak_readers_language
from loim.api.views.problems import answer_problems

_REASON = (
    "public: published events are for everybody, without names; operations about people ask for"
    " a key of the organiser's"
)
# Whoever shows events on a page of their own may read them from there; keys are not for browsers.
_ANY_ORIGIN = {"Access-Control-Allow-Origin": "*"}

api = NinjaAPI(
    title="Lõim",
    version="1.0.0",
    description=(
        "Public events of integration and community-development programmes in Estonia, and"
        " registering for them. Errors are application/problem+json (RFC 9457); their words are"
        " in the language that Accept-Language asks for (et, en, ru, uk)."
    ),
    docs_url=None,
    urls_namespace="api-v1",
)
api.add_router("/events", events.router)
api.add_router("/events", registrations.router)
api.add_router("/counselling", figures.router)
answer_problems(api)

View = Callable[..., HttpResponseBase]


def _spoken(view: View) -> View:
    """In the reader's language, and readable from any page unless it asks for a key."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        speak_readers_language(request)
        response = view(request, *args, **kwargs)
        response.headers.setdefault("Vary", "Accept-Language")
        if "registrations" not in request.path:
            for name, value in _ANY_ORIGIN.items():
                response[name] = value
        return response

    answered.access = _REASON  # type: ignore[attr-defined]  # read by the test of the URLconf
    answered.csrf_exempt = True  # type: ignore[attr-defined]  # no cookie opens anything here
    return answered


def _patterns() -> list[URLPattern]:
    found, _app, _namespace = api.urls
    patterns = [entry for entry in found if isinstance(entry, URLPattern)]
    for pattern in patterns:
        pattern.callback = _spoken(pattern.callback)
    return patterns


urlpatterns = (_patterns(), "ninja", "api-v1")
