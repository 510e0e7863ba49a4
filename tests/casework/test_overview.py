"""The first page of counselling and the menu of its rooms."""

from django.test import Client
from django.urls import reverse

from loim.casework.views.desk import desk_of
from loim.people.models import Role
from tests import factories
from tests.casework.conftest import Desks


def test_whoever_counsels_has_it_in_the_menu_and_nobody_else(client: Client, desks: Desks) -> None:
    client.force_login(desks.anu)
    assert client.get(reverse("counselling")).status_code == 200
    assert 'href="/en/counselling/"' in client.get("/en/accessibility/").content.decode()

    other = factories.user()
    factories.membership(other, desks.rakvere, Role.COORDINATOR)
    client.force_login(other)
    assert client.get(reverse("counselling")).status_code == 403
    assert 'href="/en/counselling/"' not in client.get("/en/accessibility/").content.decode()


def test_whoever_counsels_in_two_places_chooses_one(client: Client, desks: Desks) -> None:
    factories.membership(desks.anu, desks.tartu, Role.COUNSELLOR)
    client.force_login(desks.anu)

    first = client.get(reverse("counselling"))
    client.post(reverse("counselling-desk"), {"organisation": desks.tartu.pk})
    then = client.get(reverse("counselling"))

    assert desk_of(first.wsgi_request) == desks.rakvere
    assert desk_of(then.wsgi_request) == desks.tartu


def test_a_desk_of_others_cannot_be_chosen(client: Client, desks: Desks) -> None:
    client.force_login(desks.anu)

    refused = client.post(reverse("counselling-desk"), {"organisation": desks.tartu.pk})

    assert refused.status_code == 403
    assert desk_of(client.get(reverse("counselling")).wsgi_request) == desks.rakvere
