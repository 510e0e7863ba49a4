"""The list, a club's page, and joining by the public forms."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from loim.clubs.models import Club, ClubPerson, Visit
from loim.clubs.queries.club_lists import clubs_to_join
from loim.clubs.queries.own_link import own_path_of
from tests import factories
from tests.factories import clubs as make
from tests.world import World

pytestmark = pytest.mark.django_db
COMING = date(2099, 2, 3)


def titles(client: Client, query: str = "") -> list[str]:
    found = client.get(f"/en/clubs/{query}")
    assert found.status_code == 200
    return [row.club.title for row in found.context["rows"]]


def test_the_list_shows_open_clubs_that_meet_soonest_first(
    talk: Club, world: World, client: Client
) -> None:
    later, sooner = make.club(title="Hiljem"), make.club(title="Varem")
    make.meeting(later, date(2099, 3, 3))
    make.meeting(sooner, COMING)
    make.club(title="Lõppenud", status="closed")
    make.club(world.narva, title="Salajane", status="draft")

    assert titles(client) == ["Varem", "Hiljem", "Vestlusklubi", "Lõppenud"]
    client.force_login(world.coordinator)
    assert "Salajane" not in titles(client)
    assert [club.title for club in clubs_to_join(today=date(2099, 1, 1))] == [
        "Varem", "Hiljem", "Vestlusklubi",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?language=ru", ["Vene"]),
        ("?level=none", ["Vene"]),
        ("?weekday=1", ["Vestlusklubi"]),
        ("?municipality=0663", ["Vestlusklubi"]),
        ("?weekday=x&level=x", ["Vene", "Vestlusklubi"]),
    ],
)
def test_filters(talk: Club, client: Client, query: str, found: list[str]) -> None:
    other = make.club(title="Vene", languages=["ru"], practised="", level="none")
    make.rule(other, weekdays=[3])
    make.meeting(other, COMING)
    assert titles(client, query) == found


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_and_a_page_take_the_same_queries(
    talk: Club, client: Client, django_assert_num_queries: Any, rows: int
) -> None:
    for number in range(rows):
        make.meeting(talk, COMING.replace(day=3 + number))
        make.meeting(talk, date(2023, 3, 3 + number), status="held")
        make.pause(talk, COMING.replace(day=10 + number), COMING.replace(day=20))
        make.facilitator(talk)
        make.rule(make.club())
    with django_assert_num_queries(3):
        client.get("/en/clubs/")
    with django_assert_num_queries(6):
        client.get(f"/en/clubs/{talk.pk}/")


def test_a_page_says_when_next_who_leads_and_how_to_subscribe(talk: Club, client: Client) -> None:
    make.meeting(talk, COMING)
    make.facilitator(talk, "Vilma Vedaja")
    make.person(talk, name="Salajane Tulija")
    html = client.get(f"/en/clubs/{talk.pk}/").content.decode()
    assert "<h1>Conversation club</h1>" in html
    assert "Every week: Tuesday, 17:30–19:00" in html
    assert "in the quarters I, II and IV of the year" in html
    assert "3 February 2099" in html
    assert "Vilma Vedaja" in html
    assert f"webcal://127.0.0.1/en/clubs/{talk.pk}.ics" in html
    assert "Salajane Tulija" not in html


def test_a_draft_is_for_its_organisation(world: World, client: Client) -> None:
    draft = make.club(world.rakvere, world.activity, title="Mustand", status="draft")
    address = f"/en/clubs/{draft.pk}/"
    assert client.get(address).status_code == 302
    stranger = factories.user()
    factories.membership(stranger, world.narva, "coordinator")
    client.force_login(stranger)
    assert client.get(address).status_code == 403
    client.force_login(world.coordinator)
    assert client.get(address).status_code == 200
    for part in ("join/", "join/sent/"):
        assert client.get(f"{address}{part}").status_code == 404


def test_the_event_of_a_meeting_leads_to_its_club(talk: Club, client: Client) -> None:
    meeting = make.meeting(talk, COMING)
    html = client.get(f"/en/events/{meeting.event_id}/").content.decode()
    assert f'href="/en/clubs/{talk.pk}/"' in html
    talk.status = "draft"
    talk.save()
    assert (
        f"/en/clubs/{talk.pk}/"
        not in client.get(f"/en/events/{meeting.event_id}/").content.decode()
    )


ANN = {"name": " Ann  Näidis ", "email": "ann@example.ee", "language": "en"}


def test_a_visitor_asks_for_a_place_and_learns_nothing_about_an_address(
    talk: Club, client: Client
) -> None:
    make.person(talk, email="ben@example.ee")
    for email in ("ann@example.ee", "ben@example.ee"):
        answer = client.post(f"/en/clubs/{talk.pk}/join/", {**ANN, "email": email})
        assert answer["Location"] == f"/en/clubs/{talk.pk}/join/sent/"
    assert sorted(ClubPerson.objects.values_list("name", "state")) == [
        ("Ann Näidis", "pending"),
        (ClubPerson.objects.get(email="ben@example.ee").name, "regular"),
    ]


def test_whoever_is_signed_in_is_a_regular_at_once(
    talk: Club, client: Client, world: World
) -> None:
    client.force_login(world.coordinator)
    answer = client.post(f"/en/clubs/{talk.pk}/join/", {"name": "Koit", "language": "et"})
    person = ClubPerson.objects.get()
    assert (person.email, person.state) == ("koordinaator@example.ee", "regular")
    assert answer["Location"] == own_path_of(person)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({**ANN, "email": "ann"}, "email"),
        ({**ANN, "name": ""}, "name"),
        ({**ANN, "language": "xx"}, "language"),
    ],
)
def test_what_is_wrong_is_said_by_its_field_and_nothing_is_lost(
    talk: Club, client: Client, said: dict[str, str], field: str
) -> None:
    answer = client.post(f"/en/clubs/{talk.pk}/join/", said)
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]
    for value in (said["name"], said["email"]):
        assert value.strip().split("  ")[0] in answer.content.decode()
    assert not ClubPerson.objects.exists()


def test_a_program_that_fills_in_everything_is_refused(talk: Club, client: Client) -> None:
    answer = client.post(f"/en/clubs/{talk.pk}/join/", {**ANN, "leave_empty": "x"})
    assert answer.status_code == 200
    assert not ClubPerson.objects.exists()


def test_somebody_drops_in_and_the_next_is_told_that_it_is_full(talk: Club, client: Client) -> None:
    talk.drop_in_places = 1
    talk.save()
    meeting = make.meeting(talk, COMING)
    address = f"/en/clubs/meetings/{meeting.pk}/come/"
    assert client.post(address, ANN)["Location"] == f"/en/clubs/{talk.pk}/"
    refused = client.post(address, {**ANN, "name": "Ben", "email": "ben@example.ee"})
    assert "All places of this meeting are taken." in refused.content.decode()
    assert "ben@example.ee" in refused.content.decode()
    assert Visit.objects.count() == 1
