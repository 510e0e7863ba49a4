"""Pages that read the same for every visitor, rendered once in a second however many ask.

    @public("...")
    @briefly_cached
    def some_page(request): ...

Kept in the process, for `settings.BRIEF_CACHE_SECONDS` from when rendering *began*: whatever
was committed before a request a second later is on the page it gets. Whoever is signed in, or
brings any cookie but those of language, forms and the choices of the front page, neither gets a
kept page nor fills it; each choice has pages of its own.

Those who meet while a page is rendered get what the view gave; afterwards the middleware, which
stands before all others, gives the finished response without asking any of them.
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
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, ResponseHeaders
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

Key = tuple[str | None, ...]  # scheme, host, address, choices; the view's language

MOST_PAGES = 500
LARGEST_PAGE_BYTES = 500_000
LONGEST_CHOICE = 20
MOST_BYTES = 40_000_000  # anybody can ask for ever new addresses: `?x=1`, `?x=2`
_UNTIL = "_loim_kept_until"  # on a response that may be kept


@dataclass(frozen=True)
class _Page:
    body: bytes
    headers: ResponseHeaders
    until: float

    def response(self, *, is_finished: bool) -> HttpResponse:
        response = HttpResponse(self.body)
        # Nobody adds to the headers of what is finished, so all may have the same.
        response.headers = self.headers if is_finished else ResponseHeaders(self.headers)
        setattr(response, _UNTIL, self.until)
        return response


class _Shelf:
    """Pages by key; the oldest goes when there are too many, or they are too large."""

    def __init__(self, *, are_finished: bool) -> None:
        self._are_finished = are_finished
        self._pages: OrderedDict[Key, _Page] = OrderedDict()
        self._bytes = 0
        self._guard = Lock()

    def fresh(self, key: Key) -> HttpResponse | None:
        page = self._pages.get(key)
        if page is None or clock() >= page.until:
            return None
        return page.response(is_finished=self._are_finished)

    def keep(self, key: Key, response: HttpResponse, until: float) -> None:
        page = _Page(response.content, ResponseHeaders(response.headers), until)
        with self._guard:
            before = self._pages.pop(key, None)
            self._bytes += len(page.body) - (len(before.body) if before else 0)
            self._pages[key] = page
            while len(self._pages) > MOST_PAGES or self._bytes > MOST_BYTES:
                _key, oldest = self._pages.popitem(last=False)
                self._bytes -= len(oldest.body)

    def clear(self) -> None:
        with self._guard:
            self._pages.clear()
            self._bytes = 0


_rendered, _finished = _Shelf(are_finished=False), _Shelf(are_finished=True)
# One renders a page, the others wait for it: a few locks, shared by all addresses.
_turns = [Lock() for _ in range(64)]


def briefly_cached(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def cached(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        address = _address(request)
        if address is None:
            return view(request, *args, **kwargs)
        key = (*address, get_language())
        if page := _rendered.fresh(key):
            return page
        with _turn(key):
            if page := _rendered.fresh(key):
                return page
            began = clock()
            response = view(request, *args, **kwargs)
            if isinstance(response, HttpResponse) and _is_for_anybody(request, response):
                patch_vary_headers(response, ["Cookie"])
                until = began + settings.BRIEF_CACHE_SECONDS
                _rendered.keep(key, response, until)
                setattr(response, _UNTIL, until)
            return response

    return cached


class BriefCacheMiddleware:
    """The first of all: what it keeps has every header that those behind it add."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        key = _address(request)
        if key is None:
            return self.get_response(request)
        if page := _finished.fresh(key):
            return page
        response = self.get_response(request)
        until = getattr(response, _UNTIL, None)
        # Those behind may have given this visitor a session or a form's token.
        if until and isinstance(response, HttpResponse) and not response.cookies:
            _finished.keep(key, response, until)
        return response


def forget_pages() -> None:
    _rendered.clear()
    _finished.clear()


def _address(request: HttpRequest) -> Key | None:
    """What is asked for; None where something tells this visitor from another.

    The language is in the address (`i18n_patterns`).
    """
    known = {
        settings.LANGUAGE_COOKIE_NAME, settings.CSRF_COOKIE_NAME, *settings.DEVICE_CHOICES,
    }  # fmt: skip
    chosen = [request.COOKIES.get(name, "") for name in settings.DEVICE_CHOICES]
    if (
        not settings.BRIEF_CACHE_SECONDS
        or request.method != "GET"
        or not request.COOKIES.keys() <= known
        or max(map(len, chosen)) > LONGEST_CHOICE
        or "HTTP_AUTHORIZATION" in request.META
        or "HTTP_HX_REQUEST" in request.META
    ):
        return None
    try:
        host = request.get_host()
    except DisallowedHost:
        return None  # said in words further on
    return request.scheme, host, request.get_full_path(), *chosen


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
