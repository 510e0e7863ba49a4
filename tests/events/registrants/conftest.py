"""An event of Rakvere's that people register for, and everybody who may or may not look."""

from typing import Any

import pytest
from django.test import Client

from loim.events.models import Event
from loim.people.models import Role, User
from tests.factories import membership, user
from tests.factories.registration import published_event, registration_settings
from tests.world import World


@pytest.fixture
def meeting(world: World) -> Event:
    event = published_event(under=world.activity, organiser=world.rakvere, title="Kogukonnapäev")
    registration_settings(event)
    return event


@pytest.fixture
def browser(world: World, client: Client) -> Client:
    """Rakvere's coordinator at work."""
    client.force_login(world.coordinator)
    return client


@pytest.fixture
def outsiders(world: World) -> dict[str, User]:
    """Everybody with a role near the event who is still not its organiser."""
    people = {
        "a member of the organiser without a part in its work": (world.rakvere, Role.MEMBER),
        "the organiser's administrator": (world.rakvere, Role.ADMINISTRATOR),
        "another partner's organiser": (world.tartu, Role.ORGANISER),
        "the ministry's approver": (world.programme.ministry, Role.MINISTRY_APPROVER),
        "the ministry's viewer": (world.programme.ministry, Role.MINISTRY_VIEWER),
        "somebody of the implementer": (world.programme.implementer, Role.EDITOR),
    }
    found = {}
    for name, (where, role) in people.items():
        found[name] = user()
        membership(found[name], where, role)
    found["somebody without any role"] = user()
    return found


def let_in(client: Client, outsiders: dict[str, User], url: str, **data: Any) -> list[str]:
    """Who is not refused; a visitor is led to the sign-in."""
    client.logout()
    found = [] if client.get(url).status_code in {302, 405} else ["a visitor"]
    for name, person in outsiders.items():
        client.force_login(person)
        found += [
            f"{name}: {method.__name__}"
            for method in (client.get, client.post)
            if method(url, data).status_code not in {403, 405}
        ]
    return found
