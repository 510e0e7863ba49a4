"""A real Chromium for tests: `chromium`, `page`, `sign_in`, `axe`, `phone`, `other_page`.

    @pytest.mark.browser
    def test_something(page, sign_in, axe):
        sign_in(person)
        page.goto("/my-work/")         # addresses are relative to the live server
        axe(page)                      # no violation of WCAG 2.2 A and AA
        walk(page, ["/my-work/"])      # the same and more, wide and on a phone

Any console error, failed script or breach of the content security policy on `page` fails
the test when it ends; a test that wants one clears `page.complaints`. The executable is
`LOIM_CHROMIUM`, chromium-headless-shell, /usr/bin/chromium, or the first Chromium on the
PATH; without one these tests are skipped. The live server needs committed rows, so they are deleted when the test
ends (`tests/emptying.py`).
"""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from loim.people.models import User

ROOT = Path(__file__).resolve().parents[1]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
AXE_ADDRESS = "/static/axe/axe.min.js"
WCAG_A_AND_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


_OTHERS = ["chromium", "chromium-browser", "google-chrome"]


def chromium_executable() -> str | None:
    named = os.environ.get("LOIM_CHROMIUM")
    # The shell without a window does the same pages in three quarters of the time.
    candidates = [named] if named else ["chromium-headless-shell", "/usr/bin/chromium", *_OTHERS]
    return next((found for name in candidates if (found := shutil.which(name))), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("browser"):
            if chromium_executable() is None:
                item.add_marker(pytest.mark.skip(reason="no Chromium: set LOIM_CHROMIUM"))
            elif not AXE.exists():
                item.add_marker(pytest.mark.skip(reason="npm packages are missing: run make setup"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the whole run.

    Playwright's loop runs in this thread, so Django would take every query for one made
    in asynchronous code; nothing here is.
    """
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    arguments = ["--no-sandbox", "--disable-background-networking", "--disable-dev-shm-usage"]
    expect.set_options(
        timeout=15_000
    )  # two browsers on two busy cores: what is awaited may be slow
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_executable(), args=arguments)
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def new_page(
    chromium: Browser, live_server: Any, transactional_db: None
) -> Iterator[Callable[..., Page]]:
    """Makes pages with a session each: `new_page(**context)`; complaints fail the test."""
    contexts: list[BrowserContext] = []
    pages: list[Page] = []

    def make(**options: Any) -> Page:
        options = {"viewport": WIDE, "locale": "et-EE", **options}
        context = chromium.new_context(base_url=live_server.url, **options)
        context.set_default_timeout(15_000)
        contexts.append(context)
        pages.append(_listened_to(context.new_page()))
        return pages[-1]

    yield make
    complaints = [text for page in pages for text in page.complaints]  # type: ignore[attr-defined]
    for context in contexts:
        context.close()
    assert complaints == []


def _listened_to(page: Page) -> Page:
    complaints: list[str] = []
    page.complaints = complaints  # type: ignore[attr-defined]
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "requestfailed",
        lambda r: (
            complaints.append(f"{r.url}: {r.failure}")
            if r.resource_type in {"script", "stylesheet", "font", "image"}
            and r.failure != "net::ERR_ABORTED"  # the page was left before it was loaded
            else None
        ),
    )
    return page


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    return new_page()


@pytest.fixture
def phone(new_page: Callable[..., Page]) -> Page:
    """The same as `page`, on a phone's screen."""
    return new_page(viewport=PHONE, is_mobile=True, has_touch=True)


@pytest.fixture
def sign_in(live_server: Any) -> Callable[..., None]:
    """`sign_in(user, page)`: as if that person had signed in; no page is opened."""

    def do(user: User, page: Page) -> None:
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        # Some pages ask whoever signed in long ago to do so again; this is a fresh sign-in.
        record_authentication(SimpleNamespace(session=session), user, method="code")
        session.save()
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session.session_key}
        page.context.add_cookies([{**cookie, "url": live_server.url}])

    return do


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """`axe(page)`: the page has no violation of WCAG 2.0, 2.1 or 2.2, levels A and AA."""

    def check(page: Page, **options: Any) -> None:
        assert axe_violations(page, **options) == []

    return check


def axe_violations(page: Page, **options: Any) -> list[str]:
    """One line for each rule that is broken, with the first places."""
    if not page.evaluate("() => typeof window.axe === 'object'"):
        if page.evaluate("() => navigator.onLine"):
            page.add_script_tag(url=AXE_ADDRESS)
        else:
            page.evaluate(AXE.read_text())  # by the debugger, which the page's policy does not bind
    found = page.evaluate(
        "options => axe.run(document, options)",
        {
            "runOnly": {"type": "tag", "values": WCAG_A_AND_AA},
            "resultTypes": ["violations"],
            # Style sheets fetched anew serve one experimental rule, which is not asked for.
            "preload": False,
            **options,
        },
    )
    return [
        f"{violation['id']}: {violation['help']} | "
        + " | ".join(node["html"][:160] for node in violation["nodes"][:3])
        for violation in found["violations"]
    ]


def has_sideways_scroll(page: Page) -> bool:
    """Whether the page itself, not a table's own region, has to be pushed sideways."""
    assert page.viewport_size is not None  # a phone's window itself grows with what is in it
    width: int = page.evaluate("() => document.documentElement.scrollWidth")
    return width > page.viewport_size["width"] + 1


def misfits(page: Page) -> list[str]:
    """What is wrong with the page that is open, on a wide screen and on a phone's, a line each.

    It is opened once and then made narrow, as a window can be: to open it anew, and to teach it
    axe anew, takes four times as long.
    """
    found = []
    for screen, size in (("wide", WIDE), ("phone", PHONE)):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        found += [f"{screen}: {broken}" for broken in axe_violations(page)]
        found += [f"{screen}: small {target}" for target in small_targets(page)]
        if has_sideways_scroll(page):
            found.append(f"{screen}: scrolls sideways")
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    return found


def walk(page: Page, addresses: Iterable[str]) -> None:
    """Each address answers, and its page fits a wide screen and a phone's."""
    for address in addresses:
        answer = page.goto(address)
        assert answer is not None, address
        assert (address, answer.status) == (address, 200)
        assert (address, misfits(page)) == (address, [])


def small_targets(page: Page) -> list[str]:
    """Links and buttons smaller than 24 by 24 px that are not in a line of text (WCAG 2.5.8)."""
    return page.evaluate(
        """() => [...document.querySelectorAll('a, button, summary, input:not([type=hidden]), select')]
        .filter(e => e.checkVisibility() && !e.closest('.visually-hidden, .ds-skip-link'))
        .filter(e => getComputedStyle(e).display !== 'inline')
        .filter(e => { const b = e.getBoundingClientRect(); return b.width < 23.5 || b.height < 23.5 })
        .map(e => e.outerHTML.slice(0, 120))"""
    )
