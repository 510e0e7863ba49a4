"""What the log must not keep: links that let somebody in."""

import json
import logging
from io import StringIO

import pytest

from loim.config.logs import logging_settings, without_secrets

TOKEN = "q2-N7_secret"


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
