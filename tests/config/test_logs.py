"""What the log must not keep: links that let somebody in."""

import json
import logging
import re
from collections.abc import Iterator
from io import StringIO
from uuid import UUID

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from loim.common.own_keys import own_key
from loim.config.logs import logging_settings, without_secrets

TOKEN = "q2-N7_secret"
# As all own links are made; and with the number of a row before it.
KEYS = [own_key("test", UUID(int=5)), f"17.{own_key('test', UUID(int=5))}"]


def _routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLPattern):
            yield route
        else:
            yield from _routes(each, route)


def _with_secrets() -> list[str]:
    """Of this platform alone: `<str:key>` is the secret in an own link."""
    found = [route for route in _routes(get_resolver()) if "<str:key>" in route]
    return [re.sub(r"<(?:\w+:)?\w+>", "5", route.replace("<str:key>", "KEY")) for route in found]


def test_no_own_link_of_any_module_is_in_the_log() -> None:
    """Walks all addresses, so a new module needs no line here."""
    routes = _with_secrets()
    assert len(routes) > 30  # negative control: the walk finds them

    for route in routes:
        for key in KEYS:
            said = f"GET /{route.replace('KEY', key)}"
            event = without_secrets(None, "info", {"request": said, "event": f"Gone: {said}"})
            assert key[-20:] not in event["request"], route
            assert key[-20:] not in event["event"], route


@pytest.mark.parametrize(
    "said",
    [
        f"GET /invitation/{TOKEN}/",
        f"POST /en/invitation/{TOKEN}/?from=mail",
        f"GET /account/login/?next=/invitation/{TOKEN}/",
        f"GET /account/login/?next=%2Finvitation%2F{TOKEN}%2F",
        f"GET /ru/account/login/code/?next=%2fru%2finvitation%2f{TOKEN}%2f&x=1",
        f"GET /account/login/?next=%252Finvitation%252F{TOKEN}%252F",
        f"GET /demo/link/{TOKEN}/",
        f"GET /en/events/registrations/{TOKEN}/",
        f"POST /uk/events/feedback/{TOKEN}/",
        f"GET /account/tara/return/?code={TOKEN}&state=1",
    ],
)
def test_an_address_in_the_log_lets_nobody_in(said: str) -> None:
    event = without_secrets(None, "info", {"request": said, "event": "request_started"})

    assert TOKEN not in event["request"]
    assert event["request"].startswith(said.split("?", maxsplit=1)[0].partition(TOKEN)[0])


@pytest.mark.parametrize(
    "said",
    [
        "Forbidden (CSRF cookie not set.): %s",
        "Internal Server Error: %s",
        "Gone: %s",
    ],
)
def test_nor_does_what_django_says_about_a_failed_page(said: str) -> None:
    formatter = logging_settings(is_human=False)["formatters"]["structured"]
    made = formatter.pop("()")(**formatter)
    out = StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(made)
    record = logging.LogRecord(
        "django.request", logging.WARNING, "", 0, said, (f"/invitation/{TOKEN}/",), None
    )

    handler.emit(record)

    assert json.loads(out.getvalue())["event"] == said % "/invitation/…/"


def test_other_addresses_stay_as_they_are() -> None:
    event = without_secrets(None, "info", {"request": "GET /events/5/", "event": "request_started"})

    assert event == {"request": "GET /events/5/", "event": "request_started"}


def test_who_gives_feedback_is_not_in_the_log() -> None:
    who = {"ip": "192.0.2.7", "user_id": 5, "user_agent": "Mozilla", "code": 302}
    said = {"event": "request_finished", **who}

    event = without_secrets(None, "info", {"request": f"POST /events/feedback/{TOKEN}/", **said})
    other = without_secrets(None, "info", {"request": "GET /events/5/feedback/", **said})

    assert event == {
        "request": "POST /events/feedback/…/",
        "event": "request_finished",
        "code": 302,
    }
    assert other["ip"] == "192.0.2.7"


def test_nor_who_says_how_a_day_of_a_visit_was() -> None:
    said = {"event": "request_finished", "ip": "192.0.2.7", "user_id": 5, "user_agent": "Mozilla"}
    request = f"POST /et/visits/own/{KEYS[1]}/days/2026-05-04/"

    event = without_secrets(None, "info", {"request": request, **said})

    assert event == {
        "request": "POST /et/visits/own/…/days/2026-05-04/",
        "event": "request_finished",
    }


@pytest.mark.parametrize(
    "said",
    [
        "GET /en/journeys/saabuja/list/?on_arrival=2026-11-02&children=3",
        "GET /services/?age=17",
        "GET /accounts/login/?next=%2Fjourneys%2Fsaabuja%2Flist%2F%3Fchildren%3D17",
    ],
)
def test_nor_what_people_say_about_themselves(said: str) -> None:
    event = without_secrets(None, "info", {"request": said, "event": f"Gone: {said}"})
    assert "children" not in str(event)
    assert "age=" not in str(event)
    assert event["request"].endswith("?…")
