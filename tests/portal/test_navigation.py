"""The menu leads nobody to a closed door, and every door of the menu is there."""

import pytest
from django.urls import reverse

from loim.people.permissions import may_administer_platform
from loim.portal.navigation import (
    ACCOUNT,
    FOOTER,
    MAIN,
    WHATS_ON,
    anyone,
    whoever_signed_in,
)
from tests import factories
from tests.factories.registration import published_event

pytestmark = pytest.mark.django_db

EVERYTHING = [*MAIN, *WHATS_ON, *ACCOUNT, *FOOTER]


def test_every_name_in_the_menu_is_an_address():
    assert [name for name, _, _ in EVERYTHING if not reverse(name)] == []


@pytest.mark.parametrize("name", [name for name, _, may in EVERYTHING if may is anyone])
def test_visitor_may_open_what_the_menu_offers_everyone(client, name):
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize(
    "name", [name for name, _, may in (*MAIN, *WHATS_ON) if may is whoever_signed_in]
)
def test_person_without_a_role_may_open_what_the_menu_offers_them(client, name):
    client.force_login(factories.user())

    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", [name for name, _, may in MAIN if may is may_administer_platform])
def test_pages_of_administrators_open_to_them_and_to_no_other(client, name):
    client.force_login(factories.user())
    assert client.get(reverse(name)).status_code == 403

    client.force_login(factories.user(is_administrator=True))
    assert client.get(reverse(name)).status_code == 200


def current(context_list):
    return [str(item.text) for item in context_list if item.is_current]


@pytest.mark.parametrize(
    ("path", "below"), [("/en/events/calendar/", "Calendar"), ("/en/events/", "Events")]
)
def test_of_an_address_below_another_only_the_closer_one_is_where_one_is(client, path, below):
    client.force_login(factories.user())

    shown = client.get(path).context

    assert current(shown["navigation"]) == ["What’s on"]
    assert current(shown["pages_below"]) == [below]


def test_pages_below_are_shown_on_their_own_pages_and_nowhere_else(client):
    assert client.get("/en/programmes/").context["pages_below"] == []
    assert current(client.get("/en/whats-on/").context["pages_below"]) == ["Overview"]


def test_a_visitor_on_the_page_of_an_event_is_still_below_whats_on_but_offered_no_closed_door(
    client,
):
    event = published_event()

    shown = client.get(f"/en/events/{event.pk}/").context

    assert current(shown["navigation"]) == ["What’s on"]
    assert "Events" not in [str(item.text) for item in shown["pages_below"]]
