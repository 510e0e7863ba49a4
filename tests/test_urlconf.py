"""Every address says who may open it, whoever wrote its view."""

from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, path

from loim.common.access import public


def views(
    resolver: URLResolver | Any, prefix: str = ""
) -> Iterator[tuple[str, Callable[..., Any]]]:
    for entry in resolver.url_patterns:
        address = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield address, entry.callback
        else:
            yield from views(entry, address)


def unprotected(resolver: URLResolver | Any) -> list[str]:
    return [
        f"{address}: {view.__module__}"
        for address, view in views(resolver)
        if not getattr(view, "access", None)
    ]


def test_every_view_says_who_may_open_it():
    assert unprotected(get_resolver()) == []


def test_public_view_says_why():
    reasons = [
        (address, view.access.removeprefix("public:").strip())
        for address, view in views(get_resolver())
        if getattr(view, "access", "").startswith("public")
    ]

    assert [address for address, reason in reasons if not reason] == []
    assert reasons


def test_walk_finds_a_view_without_a_decorator_however_deep():
    def bare(request: HttpRequest) -> HttpResponse: ...

    @public("made for this test")
    def open_to_all(request: HttpRequest) -> HttpResponse: ...

    class Inner:
        url_patterns = [path("bare/", bare), path("open/", open_to_all)]
        pattern = "inner/"

    class Outer:
        url_patterns = [Inner]

    assert unprotected(Outer) == ["inner/bare/: tests.test_urlconf"]
