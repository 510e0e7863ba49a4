"""A page is kept for a second for visitors that nothing tells apart, and for nobody else."""

from collections.abc import Callable, Iterator
from threading import Barrier, Thread
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory
from django.utils import translation
from pytest_django import Settings

from loim.common import brief_cache
from loim.common.brief_cache import BriefCacheMiddleware, briefly_cached, forget_pages

FACTORY = RequestFactory()


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Iterator[SimpleNamespace]:
    """A clock that stands still until a test moves it."""
    settings.BRIEF_CACHE_SECONDS = 1.0
    forget_pages()
    moment = SimpleNamespace(now=100.0)
    monkeypatch.setattr(brief_cache, "clock", lambda: moment.now)
    yield moment
    forget_pages()


def page(
    make: Callable[[HttpRequest, int], HttpResponse] | None = None,
) -> Callable[[HttpRequest], HttpResponse]:
    """A view that says how often it was rendered."""
    rendered = []

    def view(request: HttpRequest) -> HttpResponse:
        rendered.append(request)
        if make:
            return make(request, len(rendered))
        return HttpResponse(f"{len(rendered)}")

    return briefly_cached(view)  # type: ignore[return-value]


def text(response: HttpResponse) -> str:
    return response.content.decode()


def test_within_a_second_visitors_share_one_rendering(time: SimpleNamespace) -> None:
    view = page()

    assert text(view(FACTORY.get("/"))) == "1"
    time.now += 0.99
    assert text(view(FACTORY.get("/"))) == "1"


def test_after_a_second_a_change_is_there(time: SimpleNamespace) -> None:
    view = page()
    view(FACTORY.get("/"))

    time.now += 1.0

    assert text(view(FACTORY.get("/"))) == "2"


def test_the_second_counts_from_when_rendering_began(time: SimpleNamespace) -> None:
    """What was committed while a slow page was rendered may be missing on it."""

    def slow(request: HttpRequest, number: int) -> HttpResponse:
        time.now += 0.6
        return HttpResponse(f"{number}")

    view = page(slow)
    view(FACTORY.get("/"))

    time.now += 0.5

    assert text(view(FACTORY.get("/"))) == "2"


def test_addresses_queries_and_languages_do_not_mix(time: SimpleNamespace) -> None:
    def worded(request: HttpRequest, number: int) -> HttpResponse:
        return HttpResponse(f"{request.get_full_path()} {translation.get_language()}")

    view = page(worded)
    said = []
    for _again in range(2):
        for language in ("et", "en", "ru", "uk"):
            with translation.override(language):
                said += [text(view(FACTORY.get(path))) for path in ("/a", "/a?kind=training", "/b")]

    assert said == 2 * [
        f"{path} {language}"
        for language in ("et", "en", "ru", "uk")
        for path in ("/a", "/a?kind=training", "/b")
    ]


def test_hosts_do_not_mix(time: SimpleNamespace) -> None:
    view = page(lambda request, _number: HttpResponse(request.get_host()))
    view(FACTORY.get("/", headers={"host": "127.0.0.1"}))

    assert text(view(FACTORY.get("/", headers={"host": "localhost"}))) == "localhost"


@pytest.mark.parametrize(
    "known",
    [
        {"COOKIE": "sessionid=abc"},
        {"COOKIE": "messages=abc"},
        {"COOKIE": "something=1"},
        {"AUTHORIZATION": "Bearer abc"},
        {"HX-REQUEST": "true"},
    ],
)
def test_whoever_can_be_told_apart_neither_gets_nor_fills_a_page(
    time: SimpleNamespace, known: dict[str, str]
) -> None:
    view = page()

    assert text(view(FACTORY.get("/", headers=known))) == "1"  # fills nothing
    assert text(view(FACTORY.get("/"))) == "2"
    assert text(view(FACTORY.get("/", headers=known))) == "3"  # gets nothing
    assert text(view(FACTORY.get("/"))) == "2"


def test_cookies_of_language_and_forms_tell_nobody_apart(time: SimpleNamespace) -> None:
    view = page()
    view(FACTORY.get("/"))

    cookies = {"cookie": "django_language=en; csrftoken=abc"}

    assert text(view(FACTORY.get("/", headers=cookies))) == "1"


@pytest.mark.parametrize("method", ["post", "head", "put"])
def test_only_reading_is_kept(time: SimpleNamespace, method: str) -> None:
    view = page()
    view(FACTORY.get("/"))

    assert text(view(getattr(FACTORY, method)("/"))) == "2"


def _redirect(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=302)


def _with_cookie(request: HttpRequest) -> HttpResponse:
    response = HttpResponse("a")
    response.set_cookie("draft", "1")
    return response


def _with_token(request: HttpRequest) -> HttpResponse:
    return HttpResponse(get_token(request))


def _with_session(request: Any) -> HttpResponse:
    request.session = SimpleNamespace(modified=True)
    return HttpResponse("a")


def _with_nonce(request: Any) -> HttpResponse:
    request._csp_nonce = "abc"
    return HttpResponse("a")


def _large(request: HttpRequest) -> HttpResponse:
    return HttpResponse("a" * 500_001)


@pytest.mark.parametrize(
    "make", [_redirect, _with_cookie, _with_token, _with_session, _with_nonce, _large]
)
def test_what_was_made_for_one_visitor_is_not_kept(
    time: SimpleNamespace, make: Callable[[HttpRequest], HttpResponse]
) -> None:
    rendered = []

    @briefly_cached
    def view(request: HttpRequest) -> HttpResponse:
        rendered.append(request)
        return make(request)

    view(FACTORY.get("/"))
    view(FACTORY.get("/"))

    assert len(rendered) == 2


def test_headers_of_the_page_are_kept_with_it(time: SimpleNamespace) -> None:
    view = page(lambda _request, _number: HttpResponse("BEGIN", content_type="text/calendar"))
    view(FACTORY.get("/"))

    kept = view(FACTORY.get("/"))

    assert kept["Content-Type"] == "text/calendar"
    assert kept["Vary"] == "Cookie"  # no cache on the way may give it to somebody else


def test_no_more_than_so_many_pages_are_kept(
    time: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(brief_cache, "MOST_PAGES", 2)
    view = page()

    said = [text(view(FACTORY.get(path))) for path in ("/a", "/b", "/c", "/c", "/b", "/a")]

    assert said == ["1", "2", "3", "3", "2", "4"]  # the oldest went


def test_no_more_than_so_much_is_kept(
    time: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(brief_cache, "MOST_BYTES", 2)  # a page is one
    view = page()

    said = [text(view(FACTORY.get(path))) for path in ("/?x=1", "/?x=2", "/?x=3", "/?x=3", "/?x=1")]

    assert said == ["1", "2", "3", "3", "4"]


def test_many_at_once_wait_for_one_rendering(settings: Settings) -> None:
    settings.BRIEF_CACHE_SECONDS = 5.0
    forget_pages()
    together = Barrier(8)
    rendered, said = [], []

    @briefly_cached
    def view(request: HttpRequest) -> HttpResponse:
        rendered.append(request)
        return HttpResponse("a")

    def ask() -> None:
        together.wait()
        said.append(text(view(FACTORY.get("/"))))

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    forget_pages()

    assert (len(rendered), said) == (1, ["a"] * 8)


def test_switched_off_nothing_is_kept(time: SimpleNamespace, settings: Settings) -> None:
    settings.BRIEF_CACHE_SECONDS = 0
    view = page()
    view(FACTORY.get("/"))

    assert text(view(FACTORY.get("/"))) == "2"


def behind(
    view: Callable[[HttpRequest], HttpResponse],
    change: Callable[[HttpRequest, HttpResponse], None] | None = None,
) -> tuple[BriefCacheMiddleware, list[HttpRequest]]:
    """The middleware before another that sees each request and may change the response."""
    seen: list[HttpRequest] = []

    def other(request: HttpRequest) -> HttpResponse:
        seen.append(request)
        response = view(request)
        response["X-Other"] = "said"
        if change:
            change(request, response)
        return response

    return BriefCacheMiddleware(other), seen


def test_a_finished_page_asks_nobody_behind_and_has_their_headers(time: SimpleNamespace) -> None:
    first, seen = behind(page())
    first(FACTORY.get("/"))

    kept = first(FACTORY.get("/"))

    assert (text(kept), kept["X-Other"], len(seen)) == ("1", "said", 1)  # type: ignore[arg-type]
    time.now += 1.0
    assert text(first(FACTORY.get("/"))) == "2"  # type: ignore[arg-type]
    assert len(seen) == 2


def test_a_page_that_was_rendered_before_is_finished_for_no_longer(time: SimpleNamespace) -> None:
    """A second after rendering began, and not a second after it was given out again."""
    view = page()
    view(FACTORY.get("/"))
    time.now += 0.9
    first, _seen = behind(view)
    assert text(first(FACTORY.get("/"))) == "1"  # type: ignore[arg-type]

    time.now += 0.1

    assert text(first(FACTORY.get("/"))) == "2"  # type: ignore[arg-type]


def test_what_those_behind_give_one_visitor_is_given_to_no_other(time: SimpleNamespace) -> None:
    first, seen = behind(
        page(), lambda _request, response: response.set_cookie("sessionid", "of Mari")
    )
    first(FACTORY.get("/"))

    again = first(FACTORY.get("/"))

    assert len(seen) == 2
    assert text(again) == "1"  # type: ignore[arg-type]  # rendered once, finished for each


@pytest.mark.parametrize("known", [{"COOKIE": "sessionid=abc"}, {"AUTHORIZATION": "Bearer abc"}])
def test_whoever_can_be_told_apart_passes_the_middleware_by(
    time: SimpleNamespace, known: dict[str, str]
) -> None:
    first, seen = behind(page())
    first(FACTORY.get("/"))

    assert text(first(FACTORY.get("/", headers=known))) == "2"  # type: ignore[arg-type]
    assert len(seen) == 2


def test_schemes_do_not_mix(time: SimpleNamespace) -> None:
    """A page for https must not keep plain http from being led there."""
    first, seen = behind(page())
    first(FACTORY.get("/", secure=True))
    first(FACTORY.get("/"))
    assert len(seen) == 2


def test_a_host_that_is_not_ours_is_left_to_those_behind(time: SimpleNamespace) -> None:
    first, seen = behind(page())
    for _again in range(2):
        first(FACTORY.get("/", headers={"host": "elsewhere.example.com"}))
    assert len(seen) == 2
