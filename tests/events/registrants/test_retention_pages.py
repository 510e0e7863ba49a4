"""Beforehand it is shown what will go and when; afterwards what went."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from loim.events.actions.registrants.erasing_due import erase_what_is_due
from loim.events.models import Event, EventStatus, Participant
from loim.events.queries.registrants.retention import kept_of
from loim.events.queries.registration.own_link import own_key_of, own_path_for
from loim.people.models import Role
from tests.factories import membership, user
from tests.factories.registration import (
    answer,
    participant,
    published_event,
    question,
    registration,
    registration_settings,
)
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(world: World) -> Event:
    event = published_event(
        under=world.activity,
        organiser=world.rakvere,
        start_date=date(2023, 5, 10),
        status=EventStatus.HELD,
    )
    registration_settings(event, kept_days=30)
    return event


def test_it_is_shown_what_goes_when_the_first_to_go_first(world: World, meeting: Event) -> None:
    person = participant(meeting, "attended")
    answer(person, question(meeting, "short_text", label="Allergia", kept_days=7), text="Pähkel")
    answer(person, question(meeting, "short_text", label="Telefon"), text="+372 5555")
    answer(person, question(meeting, "short_text", label="Pikk", kept_days=900), text="x")

    kept = [(thing.what, thing.number, thing.until) for thing in kept_of(meeting)]

    assert [(number, until) for _what, number, until in kept] == [
        (1, date(2023, 5, 17)),
        (1, date(2023, 6, 9)),
        (1, date(2023, 6, 9)),
        (1, date(2023, 6, 9)),  # no longer than the participants
    ]
    assert "Allergia" in kept[0][0]


@pytest.mark.parametrize("people", [1, 3])
def test_as_many_queries_however_much_is_kept(
    meeting: Event, people: int, django_assert_num_queries: Any
) -> None:
    for _number in range(people):
        answer(participant(meeting), question(meeting, "short_text"), text="x")

    with django_assert_num_queries(8):
        kept_of(meeting)


def test_the_page_tells_what_will_go_and_what_went(
    world: World, meeting: Event, client: Client
) -> None:
    participant(meeting, "attended", name="Mari Salajane")
    client.force_login(world.coordinator)
    address = f"/en/events/{meeting.pk}/retention/"

    before = client.get(address).content.decode()
    erase_what_is_due(now=datetime(2023, 7, 1, tzinfo=UTC))
    after = client.get(address).content.decode()

    assert "09.06.2023" in before or "9 June 2023" in before or "2023-06-09" in before
    assert "Nothing yet." in before
    assert "by itself" in after
    assert "Nothing personal is kept" in after


def test_only_whoever_may_change_the_event_sees_it(
    world: World, meeting: Event, client: Client
) -> None:
    address = f"/en/events/{meeting.pk}/retention/"
    colleague, other = user(), user()
    membership(colleague, world.rakvere, Role.MEMBER)
    membership(other, world.tartu, Role.ORGANISER)

    assert client.get(address).status_code == 302
    for person, status in ((colleague, 403), (other, 403), (world.manager, 200)):
        client.force_login(person)
        assert client.get(address).status_code == status


def test_one_erases_everything_by_ones_own_link(meeting: Event, client: Client) -> None:
    form = registration(meeting, name="Mari", email="mari@example.ee")
    participant(meeting, "attended", of_registration=form, name="Mari", email="mari@example.ee")
    address = f"/en/events/registrations/{own_key_of(form)}/erase/"

    asked = client.get(address)
    assert "Mari" in asked.content.decode()
    assert Participant.objects.get().name == "Mari"  # looking changes nothing

    assert client.post(address).status_code == 302
    assert Participant.objects.get().name == ""
    assert client.get(address).status_code == 404


def test_whoever_was_registered_by_another_erases_themselves_alone(
    meeting: Event, client: Client
) -> None:
    form = registration(meeting, name="Mari", email="mari@example.ee")
    mari = participant(meeting, of_registration=form, name="Mari", email="mari@example.ee")
    jyri = participant(meeting, of_registration=form, name="Jüri", email="jyri@example.ee")
    key = own_path_for(jyri).rstrip("/").rpartition("/")[2]

    assert "Mari" not in client.get(f"/en/events/registrations/{key}/erase/").content.decode()
    client.post(f"/en/events/registrations/{key}/erase/")

    mari.refresh_from_db()
    jyri.refresh_from_db()
    assert (mari.name, jyri.name) == ("Mari", "")
    assert client.get(f"/en/events/registrations/{key}/erase/").status_code == 404
    own = client.get(own_path_for(mari)).content.decode()
    assert f"{own_path_for(mari)}erase/" in own  # their page leads there


def test_a_made_up_link_opens_nothing(client: Client) -> None:
    assert client.get("/en/events/registrations/xxxx/erase/").status_code == 404
