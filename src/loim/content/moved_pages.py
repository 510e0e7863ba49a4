"""Where nothing is found, an old address leads to the new one, in the language it was asked in."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from loim.content.logic.pages.redirects import LONGEST, without_prefix
from loim.content.models import Redirect


class MovedPagesMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._get_response(request)
        if response.status_code != 404 or request.method not in {"GET", "HEAD"}:
            return response
        prefix, path = without_prefix(request.path_info)
        if len(path) > LONGEST or "\0" in path:
            return response
        same = {path, path.rstrip("/"), f"{path.rstrip('/')}/"} - {""}
        found = Redirect.objects.filter(from_path__in=same).order_by("pk").first()
        if found is None:
            return response
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(
            f"{prefix}{found.to_path}{'?' + query if query else ''}"
        )
