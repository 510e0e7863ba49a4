"""Pages that read the same for every visitor, rendered once in a second however many ask.

    @public("...")
    @briefly_cached
    def some_page(request): ...

Kept in the process, for `settings.BRIEF_CACHE_SECONDS` from when rendering *began*: whatever
was committed before a request a second later is on the page it gets. Whoever is signed in, or
brings any cookie but those of language and forms, neither gets a kept page nor fills it.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from threading import Lock
from time import monotonic as clock
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

Key = tuple[str, str, str | None]  # host, address with its query, language

MOST_PAGES = 500
LARGEST_PAGE_BYTES = 500_000


@dataclass(frozen=True)
class _Page:
    body: bytes
    headers: dict[str, str]
    until: float

    def response(self) -> HttpResponse:
        return HttpResponse(self.body, headers=self.headers)


_pages: OrderedDict[Key, _Page] = OrderedDict()
_guard = Lock()
# One renders a page, the others wait for it: a few locks, shared by all addresses.
_turns = [Lock() for _ in range(64)]


def briefly_cached(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def cached(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.BRIEF_CACHE_SECONDS or not _may_be_anybody(request):
            return view(request, *args, **kwargs)
        key = (request.get_host(), request.get_full_path(), get_language())
        if page := _fresh(key):
            return page.response()
        with _turn(key):
            if page := _fresh(key):
                return page.response()
            began = clock()
            response = view(request, *args, **kwargs)
            if isinstance(response, HttpResponse) and _is_for_anybody(request, response):
                patch_vary_headers(response, ["Cookie"])
                _keep(key, response, began + settings.BRIEF_CACHE_SECONDS)
            return response

    return cached


def forget_pages() -> None:
    with _guard:
        _pages.clear()


def _may_be_anybody(request: HttpRequest) -> bool:
    """Nothing in the request tells this visitor from another."""
    known = {settings.LANGUAGE_COOKIE_NAME, settings.CSRF_COOKIE_NAME}
    return (
        request.method == "GET"
        and request.COOKIES.keys() <= known
        and "Authorization" not in request.headers
        and "HX-Request" not in request.headers
    )


def _is_for_anybody(request: HttpRequest, response: HttpResponse) -> bool:
    """Nothing in the response was made for this visitor: no session, form token or nonce."""
    session = getattr(request, "session", None)
    return (
        response.status_code == 200
        and getattr(response, "is_rendered", True)
        and not response.cookies
        and not (session is not None and session.modified)
        and "CSRF_COOKIE" not in request.META
        and not getattr(request, "_csp_nonce", None)
        and not any(name.startswith("_csp") for name in vars(response))
        and len(response.content) <= LARGEST_PAGE_BYTES
    )


def _fresh(key: Key) -> _Page | None:
    page = _pages.get(key)
    return page if page is not None and clock() < page.until else None


def _keep(key: Key, response: HttpResponse, until: float) -> None:
    page = _Page(response.content, dict(response.headers.items()), until)
    with _guard:
        _pages[key] = page
        _pages.move_to_end(key)
        while len(_pages) > MOST_PAGES:
            _pages.popitem(last=False)


@contextmanager
def _turn(key: Key) -> Iterator[None]:
    lock = _turns[hash(key) % len(_turns)]
    # A page that takes longer than it is kept is rendered by each for themselves.
    has_turn = lock.acquire(timeout=settings.BRIEF_CACHE_SECONDS)
    try:
        yield
    finally:
        if has_turn:
            lock.release()
