"""How open data is answered: anybody's page may read it, and nobody fetches the same twice."""

import hashlib
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import http_date
from django.utils.translation.trans_real import parse_accept_lang_header

from loim.common.access import public
from loim.common.translated import LANGUAGE_CODES
from loim.services.queries.opendata.cpsv_ap import LICENCE
from loim.services.queries.opendata.hsds import VERSION
from loim.services.queries.opendata.stamp import stamp

_METHODS = "GET, HEAD, OPTIONS"


class BadQuery(Exception):
    """A parameter of the address is not what it can be."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name}: {why}")
        self.name, self.why = name, why


def open_data(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Reads for anybody in the language that is asked for, with what caches and other sites need."""

    @public("open data: what everybody may read, for programs of others")
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return _open(HttpResponse(status=204, headers={"Allow": _METHODS}))
        if request.method not in ("GET", "HEAD"):
            return _open(HttpResponse(status=405, headers={"Allow": _METHODS}))
        now = stamp()
        language = language_of(request)
        key = "\n".join((
            VERSION, now.digest, request.get_full_path(), language, request.headers.get("Accept", "")
        ))  # fmt: skip
        etag = f'W/"{hashlib.sha256(key.encode()).hexdigest()[:32]}"'
        changed = int(now.changed_at.timestamp())
        response: HttpResponseBase | None = get_conditional_response(
            request, etag=etag, last_modified=changed
        )
        if response is None:
            with translation.override(language):
                response = _answer(view, request, language, args, kwargs)
        if response.status_code in (200, 304):
            response["ETag"], response["Last-Modified"] = etag, http_date(changed)
            response["Content-Language"] = language
        patch_vary_headers(response, ["Accept-Language", "Accept"])
        patch_cache_control(response, public=True, no_cache=True)
        return _open(response)

    return answered


def language_of(request: HttpRequest) -> str:
    """`?lang=`, else the first of Accept-Language that there is, else Estonian."""
    asked = request.GET.get("lang", "")
    if asked in LANGUAGE_CODES:
        return asked
    for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if (short := code.split("-")[0]) in LANGUAGE_CODES:
            return short
    return LANGUAGE_CODES[0]


def streamed(parts: Iterable[bytes], content_type: str, file_name: str = "") -> HttpResponseBase:
    response = StreamingHttpResponse(parts, content_type=content_type)
    if file_name:
        response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response


def _answer(
    view: Callable[..., HttpResponseBase], request: HttpRequest, language: str, args: Any,
    kwargs: Any,
) -> HttpResponseBase:  # fmt: skip
    try:
        return view(request, language, *args, **kwargs)
    except BadQuery as bad:
        return JsonResponse({"error": str(bad)}, status=400)


def _open(response: HttpResponseBase) -> HttpResponseBase:
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = _METHODS
    response["Access-Control-Allow-Headers"] = "Accept-Language, If-None-Match, If-Modified-Since"
    response["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Content-Language, Link"
    response["Link"] = f'<{LICENCE}>; rel="license"'
    return response
