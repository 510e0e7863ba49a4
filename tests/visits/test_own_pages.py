"""A participant's own days, opened by their own link alone."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from icalendar import Calendar

from loim.events.queries.registration.own_link import own_key_for
from loim.visits.actions import planning
from loim.visits.actions.releasing import release_visit
from loim.visits.models import DayFeedback, Leg, Note
from tests.factories import participant, registration, user
from tests.factories.visits import group, host, leg, note, visit, visitor
from tests.visits.conftest import Trip
from tests.world import World

pytestmark = pytest.mark.django_db


def url(name: str, *arguments: object) -> str:
    with translation.override("en"):
        return reverse(name, args=arguments)


def page(client: Client, name: str, *arguments: object) -> str:
    return client.get(url(name, *arguments)).content.decode()


@pytest.fixture
def given_out(world: World, trip: Trip, now: datetime) -> Leg:
    youth, other = group(trip.visit, "Noored", trip.mari), group(trip.visit, "Äri", trip.jyri)
    leg(trip.visit, "13:00", "14:00", groups=[other], title="Ettevõtjad")
    mine = leg(
        trip.visit,
        "13:00",
        "14:00",
        groups=[youth],
        title="Noortekeskus",
        host=host(trip.visit, "Keskus", contact_name="Karl Kontakt", contact_phone="+372 555"),
    )
    release_visit(visit=trip.visit, by=world.coordinator, now=now)
    return mine


def test_everybody_sees_their_own_days_right_after_every_change(
    world: World, trip: Trip, given_out: Leg, client: Client, now: datetime
) -> None:
    key = own_key_for(trip.mari)
    before = page(client, "itinerary", key)
    assert "Noortekeskus" in before
    assert "Karl Kontakt" in before
    assert "Ettevõtjad" not in before

    planning.move_leg(
        leg=given_out,
        start_at=datetime(2023, 11, 15, 14, 15, tzinfo=UTC),
        by=world.coordinator,
        now=now,
    )
    assert "16:15–17:15" in page(client, "itinerary", key)


def test_before_it_is_given_out_nothing_of_the_plan_is_shown(trip: Trip, client: Client) -> None:
    of = leg(trip.visit, title="Salajane koht")
    key = own_key_for(trip.mari)

    shown = page(client, "itinerary", key)

    assert "Salajane" not in shown
    assert "The days are being planned." in shown
    assert client.get(url("itinerary-leg", key, of.pk)).status_code == 404


@pytest.mark.parametrize("state", ["waiting", "cancelled", "applied"])
def test_a_link_of_somebody_without_a_place_opens_nothing(
    world: World, trip: Trip, given_out: Leg, client: Client, state: str
) -> None:
    person = visitor(trip.visit, state=state)
    response = client.get(url("itinerary", own_key_for(person)))
    assert response.status_code == 404
    assert "Noortekeskus" not in response.content.decode()


def test_a_wrong_link_opens_nothing(client: Client, db: None) -> None:
    assert client.get(url("itinerary", "x" * 32)).status_code == 404


def test_of_a_family_each_one_has_their_own_days(
    world: World, trip: Trip, given_out: Leg, client: Client
) -> None:
    both = registration(trip.visit.event, email="pere@example.ee")
    first, second = (
        participant(trip.visit.event, of_registration=both, name=name, email="pere@example.ee"
                    if name == "Ema" else "")
        for name in ("Ema", "Poeg")
    )  # fmt: skip
    group(trip.visit, "Kolmas", second)
    key = own_key_for(first)

    assert "Poeg" in page(client, "itinerary", key)
    chosen = client.get(url("itinerary", key) + f"?person={second.pk}").content.decode()
    assert "Kolmas" in chosen
    # Whoever belongs to another registration is not opened by naming their number.
    stolen = client.get(url("itinerary", key) + f"?person={trip.mari.pk}").content.decode()
    assert "Mari Maasikas" not in stolen


def test_the_calendar_keeps_its_uids_and_counts_its_changes(
    world: World, trip: Trip, given_out: Leg, client: Client, now: datetime
) -> None:
    def entry() -> Any:
        content = client.get(url("itinerary-calendar", own_key_for(trip.mari))).content
        [found] = Calendar.from_ical(content).walk("VEVENT")
        return found

    first = entry()
    planning.move_leg(
        leg=given_out,
        start_at=datetime(2023, 11, 15, 14, 15, tzinfo=UTC),
        by=world.coordinator,
        now=now,
    )
    second = entry()

    assert first["UID"] == second["UID"] == f"{given_out.calendar_uid}@loim"
    assert (first["SEQUENCE"], second["SEQUENCE"]) == (0, 1)
    assert second.decoded("DTSTART") == datetime(2023, 11, 15, 14, 15, tzinfo=UTC)
    assert second.decoded("DTSTART").tzinfo.key == "Europe/Tallinn"


def test_a_note_is_written_read_by_the_others_and_changed_by_its_author(
    trip: Trip, given_out: Leg, client: Client
) -> None:
    key = own_key_for(trip.mari)
    there = url("itinerary-leg", key, given_out.pk)
    sent = {"text": "Räägiti keelest", "submission": str(uuid4())}
    for _time in range(2):
        assert client.post(there, sent).status_code == 302
    row = Note.objects.get()
    assert row.author == trip.mari

    change = url("itinerary-note", key, row.pk)
    assert client.post(change, {"text": "Räägiti noortest", "edition": 1}).status_code == 302
    late = client.post(change, {"text": "Kolmas", "edition": 1}).content.decode()
    assert "This note was changed in the meantime" in late
    assert "Kolmas" in late
    assert "Räägiti noortest" in page(client, "itinerary-leg", key, given_out.pk)
    assert client.post(url("itinerary-note", own_key_for(trip.jyri), row.pk)).status_code == 404


def test_an_empty_note_is_refused_by_its_field(trip: Trip, given_out: Leg, client: Client) -> None:
    there = url("itinerary-leg", own_key_for(trip.mari), given_out.pk)
    response = client.post(there, {"text": "  "})
    assert response.status_code == 200
    assert not Note.objects.exists()


def test_nobody_writes_about_a_meeting_of_another_group(
    trip: Trip, given_out: Leg, client: Client
) -> None:
    theirs = url("itinerary-leg", own_key_for(trip.jyri), given_out.pk)
    assert client.get(theirs).status_code == 404
    assert client.post(theirs, {"text": "x"}).status_code == 404


def test_an_idea_without_words_keeps_what_was_typed(
    trip: Trip, given_out: Leg, client: Client
) -> None:
    there = url("itinerary-idea", own_key_for(trip.mari), given_out.pk)
    response = client.post(there, {"title": "Ühine kalender", "text": ""})
    assert "Ühine kalender" in response.content.decode()
    assert client.post(
        there, {"title": "Ühine kalender", "text": "Kõigile", "submission": str(uuid4())}
    ).status_code == 302  # fmt: skip
    assert given_out.ideas.count() == 1


def test_feedback_of_today_is_given_once(trip: Trip, client: Client) -> None:
    today = timezone.localdate()
    of = visit(organiser=trip.visit.event.organiser, start_date=today)
    person = visitor(of)
    there = url("itinerary-feedback", own_key_for(person), today.isoformat())

    assert client.post(there, {"keep": "Lõuna"}).status_code == 200  # without a rating
    assert client.post(there, {"rating": "4", "keep": "Lõuna"}).status_code == 302
    assert client.post(there, {"rating": "1"}).status_code == 302

    assert [(row.rating, row.keep) for row in DayFeedback.objects.all()] == [(4, "Lõuna")]
    assert (
        client.get(url("itinerary-feedback", own_key_for(person), "2023-99-99")).status_code == 404
    )


def test_by_account_one_comes_to_ones_own_days_and_to_nobody_elses(
    world: World, trip: Trip, given_out: Leg, client: Client
) -> None:
    account = user(trip.mari.email)
    client.force_login(account)
    response = client.get(url("visit-mine", trip.visit.pk))
    assert response["Location"].endswith(f"/visits/own/{own_key_for(trip.mari)}/")

    client.force_login(world.manager)
    assert client.get(url("visit-mine", trip.visit.pk)).status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_an_itinerary_takes_the_same_queries_however_long_it_is(
    world: World, trip: Trip, client: Client, now: datetime, number: int,
    django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    for one in range(number):
        note(leg(trip.visit, f"{10 + one}:00", f"{11 + one}:00", host=host(trip.visit)))
        visitor(trip.visit)
    release_visit(visit=trip.visit, by=world.coordinator, now=now)
    key = own_key_for(trip.mari)

    with django_assert_max_num_queries(16):
        page(client, "itinerary", key)
