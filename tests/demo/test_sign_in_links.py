"""Who may sign in to the demonstration, and that its door stays in demo mode."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from loim.demo.accounts import ACCOUNTS
from loim.demo.sign_in_links import LinkNotValid, NotInDemoMode, sign_in_link, user_of_link
from loim.people.models import Role, User
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings: Settings) -> None:
    settings.IS_DEMO = True


@pytest.fixture
def person() -> User:
    return factories.user("rakvere@example.ee")


def token_of(link: str) -> str:
    return link.rstrip("/").rsplit("/", 1)[1]


def test_there_is_an_account_for_every_role():
    assert {account.role for account in ACCOUNTS} == set(Role)


def test_a_link_signs_in_once(demo: None, person: User, client: Client):
    link = sign_in_link(person)

    first = client.get(reverse("demo-link", args=[token_of(link)]))
    again = Client().get(reverse("demo-link", args=[token_of(link)]))

    assert (first.status_code, first.headers["Location"]) == (302, reverse("my-work"))
    assert client.session["_auth_user_id"] == str(person.pk)
    assert again.headers["Location"] == reverse("demo-accounts")


def test_an_altered_link_opens_nothing(demo: None, person: User):
    token = token_of(sign_in_link(person))

    with pytest.raises(LinkNotValid):
        user_of_link(token[:-1] + ("A" if token[-1] != "A" else "B"))


def test_a_closed_account_has_no_link(demo: None, person: User):
    token = token_of(sign_in_link(person))
    person.is_active = False
    person.save()

    with pytest.raises(LinkNotValid):
        user_of_link(token)


def test_the_door_opens_invented_accounts_only(demo: None, client: Client):
    factories.user("somebody.else@example.ee")

    response = client.post(reverse("demo-accounts"), {"email": "somebody.else@example.ee"})

    assert response.status_code == 404
    assert "_auth_user_id" not in client.session


def test_outside_demo_mode_there_is_no_door(settings: Settings, person: User, client: Client):
    settings.IS_DEMO = True
    token = token_of(sign_in_link(person))
    settings.IS_DEMO = False

    assert client.get(reverse("demo-accounts")).status_code == 404
    assert client.post(reverse("demo-accounts"), {"email": person.email}).status_code == 404
    assert client.get(reverse("demo-link", args=[token])).status_code == 404
    with pytest.raises(NotInDemoMode):
        sign_in_link(person)
    with pytest.raises(NotInDemoMode):
        user_of_link(token)
