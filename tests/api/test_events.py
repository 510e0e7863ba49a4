"""Programs read public events: with the calendar's filters, all texts, and no names."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from loim.api.views import guards
from loim.events.models import AgendaRelease, Event, EventStatus
from tests.factories import activity, event, organisation, programme
from tests.factories.registration import (
    option,
    participant,
    published_event,
    question,
    registration_settings,
)
from tests.world import World

pytestmark = pytest.mark.django_db
EVENTS = "/api/v1/events"


def ids(response: Any) -> list[int]:
    return [found["id"] for found in response.json()["items"]]


def schema_of(client: Client, name: str) -> Draft202012Validator:
    """The description's own shape of an answer, with everything it refers to."""
    described = client.get("/api/v1/openapi.json").json()
    return Draft202012Validator(
        {"$ref": f"#/components/schemas/{name}", "components": described["components"]}
    )


def test_the_list_has_what_everybody_may_read(world: World, client: Client) -> None:
    later = published_event(start_date=date(2023, 12, 1))
    sooner = published_event(start_date=date(2023, 10, 3))
    cancelled = published_event(status=EventStatus.CANCELLED)
    published_event(status=EventStatus.DRAFT, published_at=None)
    published_event(start_date=date(2023, 9, 1))  # is over

    found = client.get(EVENTS)

    assert ids(found) == [sooner.pk, cancelled.pk, later.pk]
    assert found["Access-Control-Allow-Origin"] == "*"


def test_the_calendars_filters_narrow_it(world: World, client: Client) -> None:
    other = activity(programme(slug="teine"), "1.1")
    one = published_event(
        kind="training", organiser=world.tartu, languages=["ru"], audiences=["newcomers"],
        under=world.activity, start_date=date(2023, 11, 20),
    )  # fmt: skip
    published_event(organiser=world.rakvere, under=other, start_date=date(2023, 11, 15))
    for query in (
        "kind=training", "county=0079", "municipality=0793", "language=ru",
        "audience=newcomers", "programme=naidis", "since=2023-11-16",
    ):  # fmt: skip
        assert ids(client.get(f"{EVENTS}?{query}")) == [one.pk], query
    assert ids(client.get(f"{EVENTS}?until=2023-11-16&kind=training")) == []
    assert ids(client.get(f"{EVENTS}?kind=nothing")) == []


def test_pages_have_fifty(client: Client) -> None:
    organiser = organisation()
    for _number in range(51):
        published_event(organiser=organiser)

    first, second, third = (client.get(f"{EVENTS}?page={number}").json() for number in (1, 2, 3))

    assert [len(page["items"]) for page in (first, second, third)] == [50, 1, 0]
    assert (first["count"], first["pages"], third["page"]) == (51, 2, 3)


@pytest.mark.parametrize("many", [1, 3])
def test_as_many_queries_however_many_events(
    client: Client, many: int, django_assert_num_queries: Any
) -> None:
    for _number in range(many):
        published_event()

    with django_assert_num_queries(3):
        client.get(EVENTS)


@pytest.mark.parametrize(
    "query", ["page=0", "page=x", "since=eile", "kind=" + "x" * 21, "until=2023-02-30"]
)
def test_a_filter_that_means_nothing_is_told(client: Client, query: str) -> None:
    answer = client.get(f"{EVENTS}?{query}", headers={"Accept-Language": "en"})

    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["type"].endswith("#not-understood")
    assert problem["errors"][0]["pointer"].endswith(query.partition("=")[0])


def test_one_event_with_its_agenda_and_its_form(
    world: World, meeting: Event, client: Client
) -> None:
    meeting.translations = {"ru": {"title": "День общины"}}
    meeting.online_url = "https://meet.example.ee/salajane"
    meeting.start_time = time(10)
    meeting.save()
    meals = question(meeting, "one_of", label="Söök", translations={"en": {"label": "Meal"}})
    soup = option(meals, "supp", most=3)
    question(meeting, "short_text", stage="follow_up", label="Hiljem")
    participant(meeting, name="Mari Salajane", email="salajane@example.ee")
    speaker = {"key": 7, "name": "Tiina Esineja", "texts": {"et": {"position": "juht"}}}
    session = {
        "key": 1, "day": "2023-11-15", "start": "10:30", "end": None, "kind": "plenary",
        "room": "", "texts": {"et": {"title": "Avamine"}}, "speakers": [7],
    }  # fmt: skip
    AgendaRelease.objects.create(
        event=meeting, number=1, released_at=datetime(2023, 10, 1, tzinfo=UTC),
        content={"language": "et", "sessions": [session], "speakers": [speaker], "materials": []},
    )  # fmt: skip

    answer = client.get(f"{EVENTS}/{meeting.pk}")

    found = answer.json()
    assert found["title"] == {"et": "Kogukonnapäev", "ru": "День общины"}
    assert found["start_time"] == "10:00:00"
    assert found["agenda"][0]["title"] == {"et": "Avamine"}
    assert found["agenda"][0]["speakers"][0]["name"] == "Tiina Esineja"
    call = found["registration"]
    assert (call["state"], call["capacity"], call["free"], call["parties"]) == ("open", 30, 29, [])
    [asked] = call["questions"]
    assert asked["label"] == {"et": "Söök", "en": "Meal"}
    assert asked["options"] == [{"id": soup.pk, "label": {"et": "supp"}, "left": 3}]
    text = answer.content.decode().casefold()
    assert "salajane" not in text
    assert list(schema_of(client, "EventDetailOut").iter_errors(found)) == []


def test_the_list_is_as_it_is_described(meeting: Event, client: Client) -> None:
    found = client.get(EVENTS).json()

    assert found["count"] == 1
    assert list(schema_of(client, "EventListOut").iter_errors(found)) == []
    assert list(schema_of(client, "EventListOut").iter_errors({"items": [{}]})) != []  # control


def test_without_registration_there_is_none(client: Client) -> None:
    assert client.get(f"{EVENTS}/{published_event().pk}").json()["registration"] is None


@pytest.mark.parametrize("many", [1, 3])
def test_one_event_takes_as_many_queries_however_long_its_form(
    client: Client, many: int, django_assert_num_queries: Any
) -> None:
    found = published_event()
    registration_settings(found)
    for _number in range(many):
        option(question(found), most=5)

    with django_assert_num_queries(7):
        client.get(f"{EVENTS}/{found.pk}")


def test_what_is_not_public_is_not_there(world: World, client: Client) -> None:
    draft = event(status=EventStatus.DRAFT)
    held_outside_a_plan = event()

    for found in (draft.pk, held_outside_a_plan.pk, 999):
        answer = client.get(f"{EVENTS}/{found}", headers={"Accept-Language": "en"})
        assert answer.status_code == 404
        assert answer.json()["detail"] == "There is nothing here that everybody may read."


def test_whoever_asks_too_often_is_told_to_wait(client: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(guards, "MOST_READS", 2)

    answers = [client.get(EVENTS).status_code for _number in range(3)]

    assert answers == [200, 200, 429]


def test_the_description_is_whole_and_the_page_for_people_is_made_of_it(client: Client) -> None:
    described = client.get("/api/v1/openapi.json").json()

    assert sorted(described["paths"]) == [
        "/api/v1/counselling/figures",
        "/api/v1/events",
        "/api/v1/events/{event_id}",
        "/api/v1/events/{event_id}/registrations",
        "/api/v1/events/{event_id}/registrations/{registration_id}",
    ]
    page = client.get("/en/programs/").content.decode()
    assert "/api/v1/events/{event_id}/registrations" in page
    assert "Idempotency-Key" in page
