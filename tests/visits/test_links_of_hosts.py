"""A host's link shows who comes to nobody but the host, and not for ever."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from loim.visits.actions import hosting
from loim.visits.models import Host, Leg
from loim.visits.queries.links import host_of_key
from tests.factories.visits import host, leg
from tests.visits.conftest import Trip
from tests.world import World

pytestmark = pytest.mark.django_db


def url(name: str, *arguments: object) -> str:
    with translation.override("en"):
        return reverse(name, args=arguments)


@pytest.mark.parametrize(
    ("email", "opens"), [("oige@example.ee", False), ("Vale@example.ee", True)]
)
def test_the_link_that_went_to_another_address_opens_nothing(
    world: World, trip: Trip, email: str, opens: bool
) -> None:
    before = host(trip.visit, contact_email="vale@example.ee").own_key
    found = Host.objects.select_related("visit__event").get()
    found.contact_email = email

    saved = hosting.save_host(host=found, by=world.coordinator, now=timezone.now())

    assert (host_of_key(before) is not None) is opens
    assert host_of_key(saved.own_key) == saved


@pytest.mark.parametrize(("days_ago", "shows"), [(13, True), (15, False)])
def test_names_are_shown_for_two_weeks_after_the_meeting(
    trip: Trip, client: Client, days_ago: int, shows: bool
) -> None:
    receives = host(trip.visit)
    met = leg(trip.visit, host=receives)
    end = timezone.now() - timedelta(days=days_ago)
    Leg.objects.filter(pk=met.pk).update(start_at=end - timedelta(hours=1), end_at=end)

    shown = client.get(url("visit-host-page", receives.own_key)).content.decode()

    assert ("Mari Maasikas" in shown) is shows


def test_a_forged_number_of_a_form_is_no_error(world: World, trip: Trip, client: Client) -> None:
    client.force_login(world.coordinator)
    day = trip.visit.event.start_date
    sent = {
        "kind": "meeting", "day": f"{day:%d.%m.%Y}", "start_time": "9.00", "end_time": "10.00",
        "title": "Kohtumine", "goes": "everybody", "submission": "see-ei-ole-number",
    }  # fmt: skip

    response = client.post(url("visit-leg-new", trip.visit.pk), sent)

    assert response.status_code == 302
    assert trip.visit.legs.get().title == "Kohtumine"
