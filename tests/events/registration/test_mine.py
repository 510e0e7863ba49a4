"""My registrations: those that I sent, and my own place in those of others; nobody else's."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from loim.events.queries.registration.own_link import own_key_for, own_key_of
from tests.clock import freeze_time
from tests.factories import user
from tests.factories.registration import participant, published_event, registration

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _morning() -> Iterator[None]:
    with freeze_time(datetime(2023, 10, 2, 9, 0, tzinfo=UTC)):
        yield


def test_ones_own_registrations_are_listed_with_how_things_stand(client: Client) -> None:
    mari = user("mari@example.ee")
    meeting = published_event(title="Kogukonnatöö")
    own = registration(meeting, user=mari, email="mari@example.ee")
    participant(meeting, "waiting", name="Mari", of_registration=own)
    participant(meeting, "admitted", name="Jüri", of_registration=own)
    participant(published_event(title="Võõras koosolek"), name="Kati")
    client.force_login(mari)

    listed = client.get("/en/events/registrations/").content.decode()
    work = client.get("/en/my-work/").content.decode()

    for page in (listed, work):
        assert "Kogukonnatöö" in page
        assert f"/en/events/registrations/{own_key_of(own)}/" in page
        assert "on the waiting list" in page
        assert "Jüri" in page
        assert "Võõras koosolek" not in page


def test_whoever_was_registered_by_another_sees_their_own_place_alone(client: Client) -> None:
    mari = user("mari@example.ee")
    meeting = published_event(title="Kogukonnatöö")
    of_kati = registration(meeting, email="kati@example.ee")
    place = participant(meeting, name="Mari", email="MARI@example.ee", of_registration=of_kati)
    participant(meeting, name="Jüri", of_registration=of_kati)
    client.force_login(mari)

    listed = client.get("/en/events/registrations/").content.decode()

    assert f"/en/events/registrations/{own_key_for(place)}/" in listed
    assert own_key_of(of_kati) not in listed
    assert "Jüri" not in listed


def test_on_the_page_of_work_stands_only_what_is_to_come(client: Client) -> None:
    mari = user("mari@example.ee")
    over = published_event(title="Eilne", start_date=date(2023, 10, 1))
    participant(over, name="Mari", email="mari@example.ee")
    client.force_login(mari)

    assert "Eilne" not in client.get("/en/my-work/").content.decode()
    assert "Eilne" in client.get("/en/events/registrations/").content.decode()


def test_a_visitor_signs_in_first(client: Client) -> None:
    assert "/login/" in client.get("/en/events/registrations/")["Location"]


def test_the_list_costs_the_same_for_one_registration_and_for_three(
    client: Client, django_assert_num_queries: Any
) -> None:
    mari = user("mari@example.ee")
    participant(published_event(), email="mari@example.ee")
    client.force_login(mari)
    client.get("/en/events/registrations/")
    with django_assert_num_queries(6):
        client.get("/en/events/registrations/")
    for _more in range(2):
        participant(published_event(), email="mari@example.ee")
    with django_assert_num_queries(6):
        client.get("/en/events/registrations/")
