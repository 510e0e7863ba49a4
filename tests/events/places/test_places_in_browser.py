"""The pages about places in a real browser: wide, on a phone, while things change."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from playwright.sync_api import Page, expect

from loim.events.models import Event
from tests import factories as make
from tests.browser import has_sideways_scroll, small_targets
from tests.events.places.asking import organiser_of, states

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def event(transactional_db: None) -> Event:
    """Four places, two kept for communities until tomorrow; three have one, four wait."""
    now = timezone.now()
    settings = make.registration_settings(
        make.published_event(start_date=(now + timedelta(days=30)).date(), title="Kokkusaamine"),
        capacity=4,
        opens_at=now - timedelta(days=5),
        closes_at=now + timedelta(days=5),
    )
    event = settings.event
    make.place_rule(event, value="community", floor=2, released_at=now + timedelta(days=1))
    make.place_rule(event, value="state", ceiling=1)
    make.participant(event, name="Mari Maasikas", party="community")
    make.participant(event, name="Rein Riik", party="state")
    make.participant(
        event, "offered", name="Otto Ots", party="municipality", offer_expires_at=now + timedelta(1)
    )
    for name, party in (
        ("Vello Vald", "municipality"),
        ("Riina Riik", "state"),
        ("Tiit Tudeng", "student"),
    ):
        make.participant(event, "waiting", name=name, party=party)
    make.participant(event, "waiting", name="Hella Hoid", party="student", is_held_back=True)
    return event


def address(name: str, *arguments: int) -> str:
    with translation.override("en"):
        return reverse(name, args=arguments)


def looked_at(page: Page, axe: Callable[..., None]) -> None:
    axe(page)
    assert not has_sideways_scroll(page)
    assert small_targets(page) == []


def refused(page: Page) -> None:
    """The page comes back with what is wrong, which the browser's log notes as a failure."""
    expect(page.locator(".ds-error-summary")).to_be_visible()
    complaints: list[str] = page.complaints  # type: ignore[attr-defined]
    assert all("422" in complaint for complaint in complaints)
    complaints.clear()


@pytest.mark.parametrize("device", ["page", "phone"])
def test_the_organiser_looks_and_decides(
    request: pytest.FixtureRequest,
    device: str,
    event: Event,
    sign_in: Callable[..., None],
    axe: Callable[..., None],
) -> None:
    page: Page = request.getfixturevalue(device)
    sign_in(organiser_of(event), page)

    page.goto(address("event-places", event.pk))
    expect(page.get_by_role("heading", name="If the next person cancels")).to_be_visible()
    looked_at(page, axe)
    page.get_by_role("link", name="Tiit Tudeng").first.click()
    looked_at(page, axe)
    page.get_by_label("Give a place now, out of turn").check()
    page.get_by_role("button", name="Decide").click()
    expect(page.locator(".ds-error-summary")).to_contain_text("Write the reason")
    refused(page)
    looked_at(page, axe)
    page.get_by_label("Reason").fill("Juhatab töötuba.")
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_text("It is decided, and Tiit Tudeng will be told.")).to_be_visible()

    assert states(event)["Tiit Tudeng"] == "admitted"


def test_the_page_renews_itself(page: Page, event: Event, sign_in: Callable[..., None]) -> None:
    sign_in(organiser_of(event), page)
    page.goto(address("event-places", event.pk))
    page.get_by_role("link", name="Riina Riik").focus()

    make.participant(event, "waiting", name="Uno Uus", party="other")

    expect(page.get_by_role("link", name="Uno Uus")).to_be_visible(timeout=9000)
    expect(page.get_by_role("link", name="Riina Riik")).to_be_focused()


@pytest.mark.parametrize("device", ["page", "phone"])
def test_rules_are_written_and_contradictions_shown(
    request: pytest.FixtureRequest,
    device: str,
    event: Event,
    sign_in: Callable[..., None],
    axe: Callable[..., None],
) -> None:
    page: Page = request.getfixturevalue(device)
    sign_in(organiser_of(event), page)

    page.goto(address("event-place-rules", event.pk))
    looked_at(page, axe)
    third = page.get_by_role("group", name="Rule 3")
    third.get_by_label("For whom").select_option(label="resident")
    third.get_by_label("At least").fill("3")
    page.get_by_role("button", name="Save the rules").click()
    expect(page.locator(".ds-error-summary")).to_contain_text("5 places are kept in all")
    refused(page)
    looked_at(page, axe)
    page.get_by_role("group", name="Rule 3").get_by_label("At least").fill("1")
    page.get_by_role("button", name="Save the rules").click()
    expect(page.get_by_text("The rules are saved, and hold from now on.")).to_be_visible()

    assert event.place_rules.get(value="resident").floor == 1


def test_without_scripts_everything_works(
    new_page: Callable[..., Page], event: Event, sign_in: Callable[..., None]
) -> None:
    page = new_page(java_script_enabled=False)
    sign_in(organiser_of(event), page)

    page.goto(address("event-places", event.pk))
    page.get_by_role("link", name="Vello Vald").first.click()
    page.get_by_label("Give no place").check()
    page.get_by_label("Reason").fill("Ei ole sihtrühm.")
    page.get_by_role("button", name="Decide").click()

    assert states(event)["Vello Vald"] == "declined"


def test_applications_are_looked_at(
    page: Page, sign_in: Callable[..., None], axe: Callable[..., None], event: Event, phone: Page
) -> None:
    """As where the organiser decides: a list with boxes, the decision below."""
    event.registration_settings.policy = "approval"
    event.registration_settings.save()
    organiser = organiser_of(event)
    for number in range(4):
        make.participant(event, "applied", name=f"Soovija {number}", party="resident")
    shown: Any
    for shown in (page, phone):
        sign_in(organiser, shown)
        shown.goto(address("event-applications", event.pk))
        looked_at(shown, axe)
    page.get_by_label("Soovija 2").check()
    page.get_by_label("Give no place").check()
    page.get_by_label("Reason").fill("Täis.")
    page.get_by_role("button", name="Decide about those who are chosen").click()
    expect(page.get_by_text("It is decided about 1 person")).to_be_visible()

    assert states(event)["Soovija 2"] == "declined"
