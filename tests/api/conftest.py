"""A program with a key of Rakvere's, and an event of Rakvere's that people register for."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from loim.api.actions.tokens import make_token
from loim.events.models import Event
from loim.people.models import Role
from tests.clock import freeze_time
from tests.conftest import NOW
from tests.factories import membership, user
from tests.factories.registration import published_event, registration_settings
from tests.world import World, world

__all__ = ["world"]


@pytest.fixture(autouse=True, scope="module")
def _in_october_2023() -> Any:
    with freeze_time(NOW):
        yield


@pytest.fixture
def meeting(world: World) -> Event:
    event = published_event(under=world.activity, organiser=world.rakvere, title="Kogukonnapäev")
    registration_settings(event, asks_party=False)
    return event


@pytest.fixture
def secret(world: World) -> str:
    administrator = user("haldur@example.ee")
    membership(administrator, world.rakvere, Role.ADMINISTRATOR)
    _token, secret = make_token(
        organisation=world.rakvere, name="Kalender", by=administrator, now=timezone.now()
    )
    return secret


Post = Callable[..., Any]


@pytest.fixture
def post(secret: str, client: Client) -> Post:
    """Sends a registration with the key; `key` is the Idempotency-Key."""

    def do(
        event: Event | int,
        body: Any,
        *,
        key: str = "first-one",
        bearer: str = secret,
        **headers: str,
    ) -> Any:
        number = event if isinstance(event, int) else event.pk
        return client.post(
            f"/api/v1/events/{number}/registrations",
            json.dumps(body) if not isinstance(body, str) else body,
            content_type="application/json",
            headers={
                "Authorization": f"Bearer {bearer}",
                "Idempotency-Key": key,
                "Accept-Language": "en",
                **headers,
            },
        )

    return do


def registration(**fields: Any) -> dict[str, Any]:
    person = fields.pop("person", {})
    return {
        "name": "Anna Näidis",
        "email": "anna@example.ee",
        "language": "en",
        "people": [{"name": "Anna Näidis", "email": "anna@example.ee", **person}],
        **fields,
    }
