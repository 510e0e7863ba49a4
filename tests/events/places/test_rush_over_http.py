"""Parallel clients at a live server on PostgreSQL: the public form, the organiser's, programs'."""

import re
from collections.abc import Callable
from datetime import timedelta
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener
from uuid import uuid4

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.utils import timezone

from loim.events.models import Event
from loim.people.models import User
from tests import factories as make
from tests.events.places.asking import organiser_of
from tests.events.places.parallel import (
    at_once,
    broken_chains,
    each_alone,
    holding,
    live,
    look_slowly,
    switch_the_lock_off,
)

pytestmark = pytest.mark.django_db(transaction=True)
CAPACITY, PEOPLE = 3, 10


class _Stay(HTTPRedirectHandler):
    """A redirect is the answer: it is done."""

    def redirect_request(self, *_arguments: Any) -> None:
        return None

    def http_error_302(self, _request: Any, response: Any, *_rest: Any) -> Any:
        return response


class Visitor:
    """As much of a browser as a form needs: cookies, hidden fields, the address it came from."""

    def __init__(self, server: str, cookies: dict[str, str] | None = None) -> None:
        self.server, self.cookies = server, dict(cookies or {})
        self.opener = build_opener(_Stay)

    def ask(self, path: str, fields: dict[str, str] | None = None) -> tuple[int, str]:
        body = urlencode(fields).encode() if fields is not None else None
        request = Request(self.server + path, body, {"Origin": self.server})  # noqa: S310
        request.add_header("Cookie", "; ".join(f"{k}={v}" for k, v in self.cookies.items()))
        with self.opener.open(request, timeout=30) as response:
            for header in response.headers.get_all("Set-Cookie") or []:
                self.cookies |= {k: morsel.value for k, morsel in SimpleCookie(header).items()}
            return response.status, response.read().decode()

    def form(self, path: str) -> dict[str, str]:
        """What the form at `path` would send if nothing were filled in: its hidden fields."""
        _status, page = self.ask(path)
        hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
        return dict(hidden)


@pytest.fixture
def event(transactional_db: None) -> Event:
    now = timezone.now()
    soon = make.published_event(start_date=(now + timedelta(days=9)).date())
    return make.registration_settings(
        soon,
        capacity=CAPACITY,
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=5),
        asks_municipality=False,
    ).event


def registering(server: str, event: Event, number: int) -> Callable[[], int]:
    """Somebody has the form open, and sends it when all do."""
    visitor = Visitor(server)
    path = f"/en/events/{event.pk}/register/"
    fields = visitor.form(path) | {
        "submission": str(uuid4()),
        "name": f"Külaline {number}",
        "email": f"kylaline{number}@example.ee",
        "language": "et",
        "party": "resident",
        "consent": "on",
    }
    return lambda: visitor.ask(path, fields)[0]


def adding(server: str, event: Event, organiser: User, number: int) -> Callable[[], int]:
    """The organiser writes somebody down, in a window of their own."""
    client = Client()
    client.force_login(organiser)
    name = django_settings.SESSION_COOKIE_NAME
    visitor = Visitor(server, {name: client.cookies[name].value})
    path = f"/en/events/{event.pk}/participants/new/"
    fields = visitor.form(path) | {
        "submission": str(uuid4()),
        "name": f"Lisatud {number}",
        "email": f"lisatud{number}@example.ee",
        "language": "et",
        "party": "resident",
    }
    return lambda: visitor.ask(path, fields)[0]


def rush(server: str, event: Event) -> list[int]:
    organiser = organiser_of(event)
    calls = [registering(server, event, n) for n in range(PEOPLE - 3)]
    calls += [adding(server, event, organiser, n) for n in range(3)]
    return at_once(calls)


def test_clients_rush_the_form_and_exactly_the_places_are_given(
    live_server: Any, event: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    look_slowly(monkeypatch)

    answers = rush(live_server.url, event)

    assert answers == [302] * PEOPLE
    assert (holding(event), live(event)) == (CAPACITY, PEOPLE)
    assert broken_chains(event) == []


def test_each_process_by_itself_gives_exactly_the_places(
    live_server: Any, event: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    look_slowly(monkeypatch)
    each_alone(monkeypatch)

    rush(live_server.url, event)

    assert (holding(event), live(event)) == (CAPACITY, PEOPLE)


def test_without_the_lock_the_same_clients_are_given_too_many(
    live_server: Any, event: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    look_slowly(monkeypatch)
    switch_the_lock_off(monkeypatch)

    rush(live_server.url, event)

    assert holding(event) > CAPACITY
