"""Every address of ours says who may open it; those of others are listed, each with its reason."""

from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, path

from loim.common.access import public

# By the start of the view's module.
OF_OTHERS = {
    "django.views.i18n": "chooses a language for whoever asks; changes a cookie only",
    "allauth.account": "signing in and out, which has to be open; the rest asks for a session itself",
    "allauth.mfa": "passkeys: signing in by one is open, all else asks for a recent sign-in itself",
}


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
        and not any(view.__module__.startswith(module) for module in OF_OTHERS)
    ]


def test_every_view_of_ours_says_who_may_open_it():
    assert unprotected(get_resolver()) == []


def test_no_view_of_ours_hides_among_those_of_others():
    assert [module for module in OF_OTHERS if module.startswith(("loim", "tests"))] == []
    found = {view.__module__ for _, view in views(get_resolver())}
    assert [m for m in OF_OTHERS if not any(name.startswith(m) for name in found)] == []


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
