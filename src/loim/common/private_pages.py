"""Pages whose address is a secret, or whose words are for a few."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache

View = Callable[..., HttpResponseBase]


def private(view: View) -> View:
    """Neither kept by a browser nor found by a search engine."""

    @wraps(view)
    def noted(request: HttpRequest, **values: object) -> HttpResponseBase:
        response = view(request, **values)
        response["X-Robots-Tag"] = "noindex"
        return response

    return never_cache(noted)
