"""Keys of programs: made by an organisation's administrators, shown once, revoked at once."""

from datetime import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.test import Client

from loim.api.actions.tokens import (
    MOST_TOKENS,
    TooManyTokens,
    hash_of,
    make_token,
    revoke_token,
    token_of,
)
from loim.api.models import ApiToken
from loim.people.models import Role, User
from tests.factories import membership, user
from tests.people.actions.test_erasure import everything_in_the_database
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(world: World) -> User:
    person = user("haldur@example.ee")
    membership(person, world.rakvere, Role.ADMINISTRATOR)
    return person


def address(world: World, rest: str = "") -> str:
    return f"/en/organisations/{world.rakvere.pk}/keys/{rest}"


def test_a_key_is_shown_once_and_kept_as_a_hash(
    world: World, administrator: User, client: Client
) -> None:
    client.force_login(administrator)

    client.post(address(world), {"name": "Kalender"})
    shown = client.get(address(world))
    again = client.get(address(world))

    secret = shown.context["secret"]
    assert secret.startswith("loim_")
    assert secret in shown.content.decode()
    assert again.context["secret"] == ""
    assert shown["Cache-Control"].startswith("max-age=0")
    token = ApiToken.objects.get()
    assert (token.name, token.token_hash, token.created_by) == (
        "Kalender",
        hash_of(secret),
        administrator,
    )
    assert secret not in everything_in_the_database()


def test_a_revoked_key_opens_nothing(
    world: World, administrator: User, client: Client, now: datetime
) -> None:
    token, secret = make_token(organisation=world.rakvere, name="x", by=administrator, now=now)
    assert token_of(secret, now) == token
    client.force_login(administrator)

    client.post(address(world, f"{token.pk}/revoke/"))

    assert token_of(secret, now) is None
    assert "Revoked on" in client.get(address(world)).content.decode()


def test_when_it_was_used_is_noted(world: World, administrator: User, now: datetime) -> None:
    _token, secret = make_token(organisation=world.rakvere, name="x", by=administrator, now=now)
    token_of(secret, now)
    assert ApiToken.objects.get().last_used_at == now


def test_only_the_organisations_administrators_make_and_revoke_keys(
    world: World, administrator: User, client: Client, now: datetime
) -> None:
    token, _secret = make_token(organisation=world.rakvere, name="x", by=administrator, now=now)
    neighbour = user()
    membership(neighbour, world.tartu, Role.ADMINISTRATOR)
    for person in (world.coordinator, world.manager, neighbour, user()):
        client.force_login(person)
        assert client.get(address(world)).status_code == 403
        assert client.post(address(world), {"name": "x"}).status_code == 403
        assert client.post(address(world, f"{token.pk}/revoke/")).status_code == 403
        with pytest.raises(PermissionDenied):
            make_token(organisation=world.rakvere, name="x", by=person, now=now)
        with pytest.raises(PermissionDenied):
            revoke_token(token=token, by=person, now=now)
    client.logout()
    assert client.get(address(world)).status_code == 302
    assert ApiToken.objects.in_force(now).count() == 1


def test_a_key_of_another_organisation_is_not_revoked(
    world: World, administrator: User, client: Client, now: datetime
) -> None:
    neighbour = user()
    membership(neighbour, world.tartu, Role.ADMINISTRATOR)
    token, _secret = make_token(organisation=world.tartu, name="x", by=neighbour, now=now)
    client.force_login(administrator)

    assert client.post(address(world, f"{token.pk}/revoke/")).status_code == 404
    assert ApiToken.objects.in_force(now).count() == 1


def test_there_are_not_too_many(
    world: World, administrator: User, client: Client, now: datetime
) -> None:
    for _number in range(MOST_TOKENS):
        make_token(organisation=world.rakvere, name="x", by=administrator, now=now)

    with pytest.raises(TooManyTokens):
        make_token(organisation=world.rakvere, name="x", by=administrator, now=now)


def test_a_key_expires_after_it_was_made(world: World, now: datetime) -> None:
    with pytest.raises(IntegrityError):
        ApiToken.objects.create(
            organisation=world.rakvere, name="x", token_hash="x", created_at=now, expires_at=now
        )


def test_the_organisations_page_leads_to_its_keys(
    world: World, administrator: User, client: Client
) -> None:
    page = f"/en/organisations/{world.rakvere.pk}/"
    client.force_login(administrator)
    assert address(world) in client.get(page).content.decode()
    client.force_login(world.coordinator)
    assert address(world) not in client.get(page).content.decode()
