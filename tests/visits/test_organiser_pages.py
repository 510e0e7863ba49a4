"""The organiser's pages: who may, what they do, what stays typed; and what everybody reads."""

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import docx
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from loim.events.companions import Companion, companions_of
from loim.events.models import Event, EventKind, EventStatus
from loim.people.models import Role, User
from loim.visits.actions.releasing import release_visit
from loim.visits.models import Group, Host, Leg, MediaItem, TravelTime, Visit
from loim.visits.queries.visits import coming_visits, visits_to_attend_to
from tests.factories import event, membership, published_event, user
from tests.factories.visits import DAY, group, host, leg, visit, visitor
from tests.visits.conftest import Trip
from tests.world import World

pytestmark = pytest.mark.django_db


def url(name: str, *arguments: object) -> str:
    with translation.override("en"):
        return reverse(name, args=arguments)


@pytest.fixture
def organiser(world: World, client: Client) -> Client:
    client.force_login(world.coordinator)
    return client


def page(browser: Client, name: str, *arguments: object) -> str:
    response = browser.get(url(name, *arguments))
    assert response.status_code == 200, (name, response.status_code)
    return response.content.decode()


def of_visits(event: Event, person: User) -> list[Companion]:
    return [link for link in companions_of(event, person) if "/visits/" in link.url]


def test_from_the_events_page_the_days_are_planned(world: World, organiser: Client) -> None:
    of = published_event(kind=EventKind.FIELD_VISIT, organiser=world.rakvere, under=world.activity)
    [link] = of_visits(of, world.coordinator)
    assert str(link.url).endswith(f"/visits/new/{of.pk}/")

    assert "Plan the days" in page(organiser, "visit-new", of.pk)
    organiser.post(url("visit-new", of.pk))

    made = Visit.objects.get(event=of)
    [link] = of_visits(of, world.coordinator)
    assert str(link.url).endswith(f"/visits/{made.pk}/")


def test_an_event_of_another_kind_leads_nowhere(world: World) -> None:
    assert of_visits(published_event(organiser=world.rakvere), world.coordinator) == []


def test_a_day_is_pasted_looked_at_and_put_right(trip: Trip, organiser: Client) -> None:
    lines = "9.00–10.00 Narva linnavalitsus\n25.00 Vale\n10.15–11.00 Noortekeskus"
    sent = {"day": DAY.isoformat(), "lines": lines}

    read = organiser.post(url("visit-paste-read", trip.visit.pk), sent).content.decode()
    assert "2 legs are understood." in read
    refused = organiser.post(url("visit-paste", trip.visit.pk), sent).content.decode()
    assert "1 line is not understood." in refused
    assert "25.00 Vale" in refused
    assert not trip.visit.legs.exists()

    organiser.post(url("visit-paste", trip.visit.pk), {**sent, "leaves_out": "on"})
    assert [one.title for one in trip.visit.legs.order_by("start_at")] == [
        "Narva linnavalitsus",
        "Noortekeskus",
    ]


def form(**changed: Any) -> dict[str, Any]:
    return {
        "kind": "meeting", "day": DAY.isoformat(), "start_time": "09:00", "end_time": "10:00",
        "title": "Linnavalitsus", "town": "Narva", "goes": "everybody",
        "submission": str(uuid4()), **changed,
    }  # fmt: skip


def test_a_leg_is_added_once_edited_moved_and_taken_away(trip: Trip, organiser: Client) -> None:
    sent = form()
    for _time in range(2):
        assert organiser.post(url("visit-leg-new", trip.visit.pk), sent).status_code == 302
    row = trip.visit.legs.get()

    organiser.post(url("visit-leg", trip.visit.pk, row.pk), form(title="Raekoda", end_time="09:30"))
    row.refresh_from_db()
    assert (row.title, row.end_at - row.start_at) == ("Raekoda", timedelta(minutes=30))

    moved = {"day": DAY.isoformat(), "start_time": "13.15"}
    organiser.post(url("visit-leg-move", trip.visit.pk, row.pk), moved)
    row.refresh_from_db()
    assert timezone.localtime(row.start_at).strftime("%H:%M") == "13:15"

    for _time in range(2):
        organiser.post(url("visit-leg-remove", trip.visit.pk, row.pk))
    assert not trip.visit.legs.exists()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title": ""}, "This field is required."),
        ({"end_time": "09:00"}, "It ends when it begins."),
        ({"goes": "groups"}, "Choose the groups that go."),
        ({"kind": "transport"}, "Say to which town the ride goes."),
        ({"places": "0"}, "greater than or equal to"),
    ],
)
def test_a_wrong_leg_says_what_is_wrong_and_loses_nothing(
    trip: Trip, organiser: Client, wrong: dict[str, str], words: str
) -> None:
    sent = form(address="Peetri plats 5", **wrong)
    shown = organiser.post(url("visit-leg-new", trip.visit.pk), sent).content.decode()
    if "places" not in wrong:
        assert words in shown
    assert "Peetri plats 5" in shown
    assert not trip.visit.legs.exists()


def test_what_does_not_fit_is_shown_where_it_is_with_what_to_do(
    trip: Trip, organiser: Client
) -> None:
    leg(trip.visit, "09:00", "10:00", title="Hommik", places=1)
    leg(trip.visit, "10:10", "11:00", title="Kaugel", town="Tartu")

    shown = page(organiser, "visit-plan", trip.visit.pk)

    assert "2 things do not fit" in shown
    assert "“Hommik” has too little room: for 1, and 2 go." in shown
    assert "From “Hommik” to “Kaugel” there is too little time: 10 min." in shown
    assert "Begin the second one later, or end the first one earlier." in shown


def test_a_host_who_cancelled_stands_first_on_the_plan(
    world: World, trip: Trip, organiser: Client
) -> None:
    today = visit(organiser=world.rakvere, start_date=timezone.localdate())
    visitor(today, "Mari Maasikas")
    leg(today, "23:00", "23:30", title="Noortekeskus", host=host(today), answer="cancelled",
        cancel_reason="Torud lõhkesid")  # fmt: skip

    shown = page(organiser, "visit-plan", today.pk)

    assert "The host has cancelled: Noortekeskus" in shown
    assert "1 person has free time now: Mari Maasikas." in shown
    row = today.legs.get()
    organiser.post(url("visit-leg-answer", today.pk, row.pk), {"step": "dealt"})
    assert "The host has cancelled:" not in page(organiser, "visit-plan", today.pk)


def test_groups_are_made_and_filled(trip: Trip, organiser: Client) -> None:
    organiser.post(url("visit-people", trip.visit.pk), {"name": "Noored"})
    youth = Group.objects.get()
    sent = {f"group-{trip.mari.pk}": youth.pk, f"group-{trip.jyri.pk}": "", "group-x": "1"}
    organiser.post(url("visit-people-grouped", trip.visit.pk), sent)
    assert list(youth.members.values_list("participant", flat=True)) == [trip.mari.pk]


def test_people_are_named_for_a_leg(trip: Trip, organiser: Client) -> None:
    of = leg(trip.visit, goes="named")
    there = url("visit-leg-people", trip.visit.pk, of.pk)
    organiser.post(there, {"participant": [trip.mari.pk, "abc"]})
    assert list(of.named.values_list("participant", flat=True)) == [trip.mari.pk]
    organiser.post(there, {})
    assert not of.named.exists()


def test_hosts_are_written_down_asked_and_answered(trip: Trip, organiser: Client) -> None:
    sent = {"name": "Keskus", "contact_email": "keskus@example.ee", "language": "et"}
    organiser.post(url("visit-host-new", trip.visit.pk), sent)
    of = Host.objects.get()
    leg(trip.visit, host=of)
    organiser.post(url("visit-host-ask", trip.visit.pk, of.pk))
    assert Leg.objects.get().answer == "asked"
    organiser.post(url("visit-host-write", trip.visit.pk, of.pk), {"text": "Tere"})
    assert of.messages.get().text == "Tere"
    again = organiser.post(url("visit-host-new", trip.visit.pk), sent).content.decode()
    assert "Keskus is among the hosts already." in again


def test_how_long_a_way_takes_is_written_down_and_forgotten(trip: Trip, organiser: Client) -> None:
    there = url("visit-travel", trip.visit.pk)
    organiser.post(there, {"one": "Narva", "other": "Jõhvi", "minutes": "35"})
    assert TravelTime.objects.get().minutes == 35
    same = organiser.post(there, {"one": "Narva", "other": "narva", "minutes": "5"})
    assert "These two are the same town." in same.content.decode()
    organiser.post(there, {"one": "Jõhvi", "other": "Narva", "minutes": ""})
    assert not TravelTime.objects.exists()


def test_the_report_is_public_when_it_is_published(
    world: World, trip: Trip, organiser: Client
) -> None:
    leg(trip.visit, title="Raekoda", summary="Räägiti noortest", host=host(trip.visit, "Narva"))
    MediaItem.objects.create(visit=trip.visit, date=DAY, outlet="Leht", title="Käidi Narvas")
    organiser.post(url("visit-report-edit", trip.visit.pk), {"report_summary": "Hea käik"})
    visitor_ = Client()
    assert visitor_.get(url("visit-report", trip.visit.pk)).status_code == 302

    organiser.post(url("visit-report-publish", trip.visit.pk))

    shown = page(visitor_, "visit-report", trip.visit.pk)
    for words in ("Hea käik", "Räägiti noortest", "Käidi Narvas", 'href="#hosts">1<'):
        assert words in shown
    file = visitor_.get(url("visit-report-file", trip.visit.pk))
    text = docx.Document(BytesIO(file.content))
    tables = [cell.text for table in text.tables for row in table.rows for cell in row.cells]
    assert "Räägiti noortest" in tables
    organiser.post(url("visit-report-publish", trip.visit.pk), {"take_back": "1"})
    assert visitor_.get(url("visit-report", trip.visit.pk)).status_code == 302


def test_readers_see_meetings_after_participants_and_no_names_ever(
    world: World, trip: Trip, client: Client, now: datetime
) -> None:
    trip.visit.event.start_date = timezone.localdate()
    trip.visit.event.end_date = timezone.localdate()
    trip.visit.event.save()
    leg(trip.visit, title="Raekoda", host=host(trip.visit, "Narva", contact_name="Karl Kontakt"))
    assert "Raekoda" not in page(client, "visit", trip.visit.pk)

    release_visit(visit=trip.visit, by=world.coordinator, now=now)

    shown = page(client, "visit", trip.visit.pk)
    assert "Raekoda" in shown
    assert "Karl" not in shown
    assert "Mari" not in shown


def test_a_draft_is_nobodys_to_read(world: World, client: Client) -> None:
    draft = visit(event(kind=EventKind.FIELD_VISIT, status=EventStatus.DRAFT,
                        organiser=world.rakvere, title="Salajane"))  # fmt: skip
    assert client.get(url("visit", draft.pk)).status_code == 302
    assert "Salajane" not in page(client, "visit-list")
    person = user()
    membership(person, world.narva, Role.COORDINATOR)
    client.force_login(person)
    assert client.get(url("visit", draft.pk)).status_code == 403


def test_what_is_to_come_and_what_needs_a_look(world: World, trip: Trip) -> None:
    leg(trip.visit, host=host(trip.visit))
    other = user()
    membership(other, world.narva, Role.COORDINATOR)

    assert list(coming_visits(other, DAY)) == [trip.visit]
    assert list(coming_visits(other, DAY + timedelta(days=2))) == []
    [found] = visits_to_attend_to(world.coordinator, DAY)
    assert (found.visit, found.unconfirmed, found.problems) == (trip.visit, 1, 0)
    assert visits_to_attend_to(other, DAY) == []


PAGES = ("visit-plan", "visit-people", "visit-travel", "visit-hosts", "visit-notes",
         "visit-feedback", "visit-media", "visit-report", "visit")  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_every_page_takes_the_same_queries_however_much_there_is(
    trip: Trip, organiser: Client, name: str, django_assert_max_num_queries: Any
) -> None:
    counted = []
    for number in (1, 3):
        for one in range(number):
            group_ = group(trip.visit, f"Rühm {number}-{one}")
            leg(trip.visit, f"{9 + one}:00".zfill(5), f"{10 + one}:00", host=host(trip.visit),
                groups=[group_], day=DAY + timedelta(days=number // 3))  # fmt: skip
            visitor(trip.visit)
            MediaItem.objects.create(visit=trip.visit, date=DAY, outlet="Leht", title="Lugu")
        with django_assert_max_num_queries(60) as queries:
            page(organiser, name, trip.visit.pk)
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_the_list_takes_the_same_queries_for_one_and_for_three(
    world: World, client: Client, django_assert_max_num_queries: Any
) -> None:
    counted = []
    for number in (1, 2):
        for _one in range(number):
            leg(visit(organiser=world.rakvere))
        with django_assert_max_num_queries(30) as queries:
            page(client, "visit-list")
        counted.append(len(queries))
    assert counted[0] == counted[1]


@pytest.mark.parametrize("day", ["2023-99-99", "x", "", "2023-11-16"])
def test_a_new_leg_begins_on_the_asked_day_or_on_the_first(
    trip: Trip, organiser: Client, day: str
) -> None:
    response = organiser.get(url("visit-leg-new", trip.visit.pk) + f"?day={day}")
    expected = "2023-11-16" if day == "2023-11-16" else "2023-11-15"
    assert f'value="{expected}"' in response.content.decode()


def test_what_nobody_wrote_down_is_not_shown_as_zero(
    world: World, trip: Trip, organiser: Client
) -> None:
    shown = page(organiser, "visit-report", trip.visit.pk)
    assert "The meetings of this visit are not written down here." in shown
    assert 'id="towns"' not in shown
