"""The menu leads nobody to a closed door, and every door of the menu is there."""

import pytest
from django.urls import reverse

from loim.portal.navigation import ACCOUNT, FOOTER, MAIN, anyone, whoever_signed_in
from tests import factories

pytestmark = pytest.mark.django_db

EVERYTHING = [*MAIN, *ACCOUNT, *FOOTER]


def test_every_name_in_the_menu_is_an_address():
    assert [name for name, _, _ in EVERYTHING if not reverse(name)] == []


@pytest.mark.parametrize("name", [name for name, _, may in EVERYTHING if may is anyone])
def test_visitor_may_open_what_the_menu_offers_everyone(client, name):
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", [name for name, _, may in MAIN if may is whoever_signed_in])
def test_person_without_a_role_may_open_what_the_menu_offers_them(client, name):
    client.force_login(factories.user())

    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize(
    "name", [name for name, _, may in MAIN if may not in {anyone, whoever_signed_in}]
)
def test_pages_of_administrators_open_to_them_and_to_no_other(client, name):
    client.force_login(factories.user())
    assert client.get(reverse(name)).status_code == 403

    client.force_login(factories.user(is_administrator=True))
    assert client.get(reverse(name)).status_code == 200


def test_of_an_address_below_another_only_the_closer_one_is_where_one_is(client):
    client.force_login(factories.user())

    def current(path):
        return [item.text for item in client.get(path).context["navigation"] if item.is_current]

    assert current("/en/events/calendar/") == ["Calendar"]
    assert current("/en/events/") == ["Events"]
