"""A person's way through TARA, without a browser."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
import requests
from django.core.cache import cache
from django.test import Client

from tests.people.oidc.provider import CLIENT, Tara, running, why_not

RETURN = "http://127.0.0.1/account/tara/return/"


@pytest.fixture(scope="session")
def provider() -> Iterator[Tara]:
    if reason := why_not():
        pytest.skip(reason)
    with running() as tara:
        yield tara


@pytest.fixture
def tara(provider: Tara, settings: Any, db: None) -> Iterator[Tara]:
    use(provider, settings)
    yield provider
    provider.answers.clear()
    provider.asked.clear()
    provider.is_down = False


def use(provider: Tara, settings: Any) -> None:
    cache.clear()
    settings.TARA_ISSUER = provider.issuer
    settings.TARA_CLIENT_ID = CLIENT["client_id"]
    settings.TARA_CLIENT_SECRET = CLIENT["client_secret"]
    settings.TARA_LEVEL = "substantial"
    settings.PSEUDONYM_KEY = "the key of this test"
    provider.person()


def walk(start: str) -> str:
    """What a browser does between leaving us and coming back; returns the address it comes back to."""
    with requests.Session() as browser:
        address = start
        for _step in range(10):
            response = browser.get(address, allow_redirects=False, timeout=10)
            address = urljoin(address, response.headers["Location"])
            if address.startswith(RETURN):
                return address
    raise AssertionError(f"stuck at {address}")


def start(client: Client, **given: str) -> str:
    return str(client.post("/account/tara/", given).headers["Location"])


def come_back(client: Client, address: str) -> Any:
    parts = urlsplit(address)
    return client.get(f"{parts.path}?{parts.query}")


def go_through(client: Client, **given: str) -> Any:
    """The whole way; the answer of our page at its end."""
    return come_back(client, walk(start(client, **given)))


@pytest.fixture
def refusals(caplog: pytest.LogCaptureFixture) -> Callable[[], list[str]]:
    """Which checks refused an answer, as the log says."""

    def found() -> list[str]:
        return [
            record.msg["reason"]
            for record in caplog.records
            if isinstance(record.msg, dict) and record.msg.get("event") == "tara-answer-refused"
        ]

    return found
