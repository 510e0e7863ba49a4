"""Applied journeys: who records, changes, ends and sees them, and their documents."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from loim.people.models import Role
from loim.services.models import AppliedJourney
from tests.factories import applied_journey, membership, user
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(world: World, client: Client) -> Client:
    client.force_login(world.coordinator)
    return client


def form(world: World, **changes: Any) -> dict[str, Any]:
    return {
        "organisation": world.rakvere.pk,
        "title": "Uussisserändaja teekond",
        "activity": world.activity.pk,
        "start_date": "2024-03-01",
        "decision": "Korraldus 12",
        **changes,
    }


def pdf(content: bytes = b"%PDF-1.7 leping") -> SimpleUploadedFile:
    return SimpleUploadedFile("otsus.pdf", content, "application/pdf")


def test_a_journey_is_recorded_with_its_document(world: World, browser: Client) -> None:
    browser.post("/journeys/applied/new/", form(world, document=pdf()))
    made = AppliedJourney.objects.get()
    assert (made.title, made.organisation) == ("Uussisserändaja teekond", world.rakvere)
    response: Any = browser.get(f"/journeys/applied/{made.pk}/document/")
    assert b"".join(response.streaming_content) == b"%PDF-1.7 leping"
    assert response["Content-Disposition"].startswith("attachment")


def test_a_document_that_is_something_else_is_refused(world: World, browser: Client) -> None:
    page = browser.post("/en/journeys/applied/new/", form(world, document=pdf(b"<html>")))
    assert "This one is something else" in page.content.decode()
    assert AppliedJourney.objects.count() == 0


def test_the_same_title_is_refused(world: World, browser: Client) -> None:
    applied_journey(world.rakvere, world.activity, title="Uussisserändaja teekond")
    page = browser.post("/en/journeys/applied/new/", form(world)).content.decode()
    assert "applies a journey of this name already" in page
    assert "Korraldus 12" in page


def test_a_journey_to_come_counts_for_nothing(world: World, browser: Client) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    browser.post("/journeys/applied/new/", form(world, start_date=tomorrow.isoformat()))
    assert AppliedJourney.objects.count() == 0


def test_an_edit_keeps_the_document_and_an_end_is_noted(world: World, browser: Client) -> None:
    browser.post("/journeys/applied/new/", form(world, document=pdf()))
    made = AppliedJourney.objects.get()
    kept = made.document.name

    browser.post(f"/journeys/applied/{made.pk}/edit/", form(world, title="Tagasipöörduja teekond"))
    made.refresh_from_db()
    assert (made.title, made.document.name) == ("Tagasipöörduja teekond", kept)

    early = browser.post(f"/en/journeys/applied/{made.pk}/end/", {"end_date": "2024-02-01"})
    assert "cannot end before" in early.content.decode()
    browser.post(f"/journeys/applied/{made.pk}/end/", {"end_date": "2025-02-01"})
    made.refresh_from_db()
    assert made.end_date == date(2025, 2, 1)


def test_only_municipalities_apply_journeys(world: World, browser: Client) -> None:
    browser.post("/journeys/applied/new/", form(world, organisation=world.fund.pk))
    assert AppliedJourney.objects.count() == 0


def test_a_stranger_sees_changes_and_downloads_nothing(world: World, client: Client) -> None:
    client.force_login(world.coordinator)
    client.post("/journeys/applied/new/", form(world, document=pdf()))
    made = AppliedJourney.objects.get()
    stranger = user()
    membership(stranger, world.narva, Role.COORDINATOR)
    client.force_login(stranger)
    for path in ("", "edit/", "end/", "document/"):
        assert client.get(f"/journeys/applied/{made.pk}/{path}").status_code == 403
    assert client.post(f"/journeys/applied/{made.pk}/edit/", form(world)).status_code == 403
    assert "Uussisserändaja" not in client.get("/journeys/applied/").content.decode()
    client.post("/journeys/applied/new/", form(world, title="Võõras"))
    assert AppliedJourney.objects.count() == 1


@pytest.mark.parametrize("role", [Role.MEMBER, Role.TRANSLATOR])
def test_who_records_nothing_is_refused(world: World, client: Client, role: str) -> None:
    person = user()
    membership(person, world.rakvere, role)
    client.force_login(person)
    assert client.post("/journeys/applied/new/", form(world)).status_code == 403
    assert client.get("/journeys/applied/").status_code == 200


def test_filters(world: World, browser: Client) -> None:
    applied_journey(world.rakvere, world.activity, title="Uus")
    applied_journey(world.rakvere, world.activity, title="Vana", end_date=date(2024, 12, 31))

    def titles(**query: str) -> list[str]:
        return [
            found.title
            for found in browser.get("/journeys/applied/", query).context["journeys"].page
        ]

    assert sorted(titles()) == ["Uus", "Vana"]
    assert titles(state="ended") == ["Vana"]
    assert titles(state="applied") == ["Uus"]
    assert titles(text="van") == ["Vana"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries(
    world: World,
    browser: Client,
    django_assert_num_queries: Any,
    rows: int,
) -> None:
    for _number in range(rows):
        applied_journey(world.rakvere, world.activity)
    with django_assert_num_queries(5):
        browser.get("/journeys/applied/")


def test_the_former_addresses_lead_to_the_new_ones(client: Client) -> None:
    for old, new in (
        ("/journeys/new/", "/journeys/applied/new/"),
        ("/en/journeys/7/", "/en/journeys/applied/7/"),
        ("/journeys/7/document/?a=1", "/journeys/applied/7/document/?a=1"),
    ):
        moved = client.get(old)
        assert (moved.status_code, moved["Location"]) == (301, new)
