"""One event's page and the pages that change it: who sees what, and what they do."""

from datetime import date
from typing import Any

import pgtrigger
import pytest
from django.test import Client

from loim.events.models import Event, EventStatus
from loim.people.models import Role, User
from loim.programmes.logic.counting import CountingRule
from loim.programmes.models import AgreementParty, PlanVersion
from tests.factories import (
    attendance,
    event,
    holding,
    indicator,
    measure,
    membership,
    organisation,
    period_lock,
    post,
    user,
)
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(world: World) -> Event:
    found = event(
        world.activity,
        title="Kevadkohtumine",
        organiser=world.rakvere,
        start_date=date(2023, 5, 10),
        recorded_by=world.coordinator,
    )
    attendance(found, world.tartu, 2)
    attendance(found, world.fund, 1)
    return found


def as_(client: Client, person: User) -> Client:
    client.force_login(person)
    return client


def test_the_page_shows_who_came_and_what_it_counts_for(
    world: World, held: Event, client: Client
) -> None:
    attended = indicator(world.programme, "Osaluskorrad")
    measure(attended, activities=[world.activity.root], kinds=["network_meeting"])
    trainings = indicator(world.programme, "Koolitused")
    measure(trainings, source="events", rule=CountingRule.RECORDS, kinds=["training"])

    response = as_(client, world.coordinator).get(f"/en/events/{held.pk}/")

    page = response.content.decode()
    assert "Tartu Linnavalitsus" in page
    assert [(found.name, found.amount) for found in response.context["contributions"]] == [
        ("Osaluskorrad", 1)
    ]


def test_an_event_that_is_only_planned_counts_for_nothing(
    world: World, held: Event, client: Client
) -> None:
    measure(indicator(world.programme), activities=[world.activity.root])
    Event.objects.update(status=EventStatus.DRAFT)
    response = as_(client, world.coordinator).get(f"/en/events/{held.pk}/")
    assert response.context["contributions"] == []


def test_two_offices_of_one_city_are_one_municipality(
    world: World, held: Event, client: Client
) -> None:
    library = organisation(
        "Tartu Linnaraamatukogu",
        kind="municipal_agency",
        municipality=world.tartu.municipality,
    )
    attendance(held, library)
    response = as_(client, world.coordinator).get(f"/events/{held.pk}/")
    assert response.context["municipalities"] == [world.tartu.municipality]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_the_same_queries(
    world: World, client: Client, django_assert_num_queries: Any, rows: int
) -> None:
    found = event(world.activity, organiser=world.rakvere)
    measure(indicator(world.programme), activities=[world.activity.root])
    for came in [world.tartu, world.fund, world.narva][:rows]:
        attendance(found, came)
    as_(client, world.coordinator)
    # Five of them are of modules that may link from here (events/companions.py).
    with django_assert_num_queries(30):
        client.get(f"/events/{found.pk}/")


def test_another_partner_of_the_programme_sees_it_and_changes_nothing(
    world: World, held: Event, client: Client
) -> None:
    agreement = world.programme.agreements.get()
    AgreementParty.objects.create(agreement=agreement, organisation=world.tartu)
    colleague = user()
    membership(colleague, world.tartu, Role.COORDINATOR)
    as_(client, colleague)

    page = client.get(f"/en/events/{held.pk}/")
    assert page.status_code == 200
    assert "Edit who came" not in page.content.decode()
    for path in ("edit", "attendance"):
        assert client.get(f"/events/{held.pk}/{path}/").status_code == 403
        assert client.post(f"/events/{held.pk}/{path}/", {"lines": ""}).status_code == 403
    for path in ("cancel", "reopen", "remove"):
        assert client.post(f"/events/{held.pk}/{path}/").status_code == 403
    assert held.attendances.count() == 2


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMINISTRATOR, Role.ORGANISER])
def test_a_stranger_sees_nothing_of_what_is_planned(
    world: World, client: Client, role: str
) -> None:
    planned = event(world.activity, status="draft", title="Sügiskohtumine", organiser=world.rakvere)
    stranger = user()
    membership(stranger, world.narva, role)
    as_(client, stranger)
    assert client.get(f"/events/{planned.pk}/").status_code == 403
    assert "Sügiskohtumine" not in client.get("/events/").content.decode()
    assert "Sügiskohtumine" not in client.get("/events/export.csv").content.decode()


def test_a_guest_sees_nothing_of_what_is_planned(world: World, client: Client) -> None:
    planned = event(world.activity, status="draft", organiser=world.rakvere)
    for path in ("/events/", f"/events/{planned.pk}/", "/events/export.xlsx"):
        response = client.get(path)
        assert response.status_code == 302
        assert "/account/login" in response["Location"]


def test_what_was_held_under_an_approved_plan_is_open_but_not_who_recorded_it(
    world: World, held: Event, client: Client
) -> None:
    world.coordinator.name = "Rita Rakverest"
    world.coordinator.save()

    guest = client.get(f"/en/events/{held.pk}/").content.decode()
    colleague = as_(client, world.coordinator).get(f"/en/events/{held.pk}/").content.decode()

    assert "Eesti Töötukassa" in guest
    assert "Rita Rakverest" not in guest
    assert "History of changes" not in guest
    assert "Rita Rakverest" in colleague
    assert "History of changes" in colleague


def test_without_an_approved_plan_even_what_was_held_is_not_open(
    held: Event, client: Client
) -> None:
    with pgtrigger.ignore():
        PlanVersion.objects.update(status="draft", approved_at=None)

    assert client.get(f"/events/{held.pk}/").status_code == 302


def test_whoever_attended_sees_the_event_of_another_programme(world: World, client: Client) -> None:
    theirs = event(None, title="Narva kohtumine", organiser=world.narva)
    attendance(theirs, world.rakvere)
    assert as_(client, world.coordinator).get(f"/events/{theirs.pk}/").status_code == 200


def test_who_came_is_corrected_on_a_page_filled_in_already(
    world: World, held: Event, client: Client
) -> None:
    as_(client, world.coordinator)
    page = client.get(f"/events/{held.pk}/attendance/").content.decode()
    assert "Eesti Töötukassa\t1" in page
    assert f'name="m-{world.tartu.pk}" id="m-{world.tartu.pk}" checked' in page

    client.post(
        f"/events/{held.pk}/attendance/",
        {"lines": "Eesti Töötukassa 4", f"m-{world.rakvere.pk}": "on"},
    )

    assert dict(held.attendances.values_list("organisation__name", "people")) == {
        "Eesti Töötukassa": 4,
        "Rakvere Linnavalitsus": 1,
    }


def test_a_planned_event_is_held_once_its_attendance_is_written(
    world: World, held: Event, client: Client
) -> None:
    Event.objects.update(status=EventStatus.DRAFT)
    as_(client, world.coordinator).post(f"/events/{held.pk}/attendance/", {"lines": "Tartu LV 3"})
    held.refresh_from_db()
    assert held.status == EventStatus.HELD
    assert [row.people for row in held.attendances.all()] == [3]


def test_a_locked_period_is_explained_and_a_manager_is_asked_for_a_reason(
    world: World, held: Event, client: Client
) -> None:
    period_lock(world.programme, date(2023, 4, 1), date(2023, 6, 30))
    path, sent = f"/en/events/{held.pk}/attendance/", {"lines": "Tartu LV 7"}

    refused = as_(client, world.coordinator).post(path, sent).content.decode()
    assert "is locked" in refused
    assert "correction_reason" not in refused
    assert "Tartu LV 7" in refused

    asked = as_(client, world.manager).post(path, sent).content.decode()
    assert 'name="correction_reason"' in asked
    client.post(path, {**sent, "correction_reason": "Tartust tuli seitse"})
    assert [row.people for row in held.attendances.all()] == [7]
    history = client.get(f"/en/events/{held.pk}/").content.decode()
    assert "Tartust tuli seitse" in history


def test_a_coordinator_cannot_slip_a_reason_in(world: World, held: Event, client: Client) -> None:
    period_lock(world.programme, date(2023, 4, 1), date(2023, 6, 30))
    sent = {"lines": "Tartu LV 7", "correction_reason": "Palun"}
    as_(client, world.coordinator).post(f"/events/{held.pk}/attendance/", sent)
    response = client.post(f"/events/{held.pk}/remove/", {"correction_reason": "Palun"})
    assert response.status_code == 403
    assert sorted(row.people for row in held.attendances.all()) == [1, 2]


def test_an_edit_is_saved_and_a_wrong_one_loses_nothing(
    world: World, held: Event, client: Client
) -> None:
    as_(client, world.coordinator)
    sent = {
        "kind": "training",
        "start_date": "2023-05-11",
        "end_date": "2023-05-10",
        "title": "Koolitus",
        "place": "Narva",
        "scope": "national",
        "organiser": world.rakvere.pk,
        "activity": world.activity.pk,
        "summary": "Pikk jutt",
    }
    wrong = client.post(f"/en/events/{held.pk}/edit/", sent).content.decode()
    assert "The last day cannot be before the first." in wrong
    assert "Pikk jutt" in wrong

    client.post(f"/events/{held.pk}/edit/", {**sent, "end_date": "2023-05-12"})
    held.refresh_from_db()
    assert (held.kind, held.title, held.end_date) == ("training", "Koolitus", date(2023, 5, 12))
    assert held.attendances.count() == 2


def test_steps_are_taken_and_the_last_one_back(world: World, client: Client) -> None:
    as_(client, world.coordinator)
    sent = {
        "kind": "training",
        "start_date": "2030-05-11",
        "title": "Koolitus",
        "scope": "national",
        "organiser": world.rakvere.pk,
        "activity": world.activity.pk,
        "language": "et",
        "partners-TOTAL_FORMS": 0,
        "partners-INITIAL_FORMS": 0,
    }
    client.post("/events/plan/", sent)
    planned = Event.objects.get()
    assert planned.status == EventStatus.DRAFT

    client.post(f"/events/{planned.pk}/cancel/")
    planned.refresh_from_db()
    assert planned.status == EventStatus.CANCELLED

    client.post(f"/events/{planned.pk}/reopen/")
    removed = client.post(f"/events/{planned.pk}/remove/")
    assert Event.objects.count() == 0
    page = client.get(removed["Location"])
    assert "/undo/" in page.content.decode()

    client.post(f"/events/{planned.pk}/undo/", {"change": "nonsense"})
    assert Event.objects.count() == 0
    change = page.context["undoable"]["change"].context
    client.post(f"/events/{planned.pk}/undo/", {"change": str(change)})
    assert Event.objects.get().title == "Koolitus"


def test_steps_are_taken_by_post_alone(world: World, held: Event, client: Client) -> None:
    as_(client, world.coordinator)
    for path in ("cancel", "reopen", "remove", "undo"):
        assert client.get(f"/events/{held.pk}/{path}/").status_code == 405
    assert Event.objects.count() == 1


def test_holders_names_are_no_part_of_events(world: World, held: Event, client: Client) -> None:
    holding(post(world.programme.agreements.get(), world.rakvere), "Mari Salajane")
    page = as_(client, world.coordinator).get(f"/events/{held.pk}/").content.decode()
    assert "Mari Salajane" not in page
