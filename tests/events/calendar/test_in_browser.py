"""The calendar in a real browser, wide and on a phone."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from loim.people.models import Organisation
from tests.browser import walk
from tests.factories import municipality_organisation, published_event

pytestmark = pytest.mark.browser
MONTH = "/en/events/calendar/?day=2099-08-01"
PAGES = (
    MONTH,
    "/en/events/calendar/?view=week&day=2099-08-27",
    "/en/events/calendar/?view=list&day=2099-08-01",
    "/en/events/calendar/?day=2099-03-01",
    "/en/events/calendar/?day=2099-03-01&kind=outing&audience=families",
)


@pytest.fixture
def rakvere(live_server: Any, transactional_db: None) -> Organisation:
    organiser = municipality_organisation("Rakvere linn")
    for number in range(8):
        published_event(
            organiser=organiser,
            start_date=date(2099, 8, 27),
            start_time=time(9 + number),
            title=f"Sügiskohtumine {number}",
            place="Rakvere raamatukogu",
        )
    published_event(
        organiser=organiser,
        start_date=date(2099, 8, 12),
        end_date=date(2099, 8, 14),
        title="Õppereis",
        kind="study_trip",
        status="cancelled",
    )
    return organiser


def test_every_view_is_accessible_and_fits(rakvere: Organisation, page: Page) -> None:
    walk(page, PAGES)


def test_one_finds_an_event_by_month_and_filter(
    rakvere: Organisation, page: Page, axe: Callable[[Page], None]
) -> None:
    page.goto("/en/events/calendar/?day=2099-07-01")
    page.get_by_role("link", name="Go there").click()
    table = page.get_by_role("table", name="August 2099")
    expect(table.get_by_role("link", name="Õppereis")).to_have_count(3)

    page.get_by_label("Kind", exact=True).select_option("study_trip")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("link", name="Sügiskohtumine 1")).to_have_count(0)
    page.get_by_role("link", name="List").click()
    expect(page.get_by_role("link", name="Õppereis")).to_have_count(1)
    page.get_by_role("link", name="Month after").click()
    expect(page.get_by_role("link", name="Õppereis")).to_have_count(0)
    expect(page.get_by_label("Or give this address to any other calendar")).to_have_value(
        "http://127.0.0.1/en/events/calendar/feed.ics?kind=study_trip"
    )


def test_a_full_day_leads_to_its_list(rakvere: Organisation, page: Page) -> None:
    page.goto(MONTH)
    page.get_by_role("link", name="and 3 more").click()
    expect(page.get_by_role("link", name="Sügiskohtumine 7")).to_be_visible()


def test_on_a_phone_days_without_events_are_left_out(rakvere: Organisation, phone: Page) -> None:
    phone.goto(MONTH)
    expect(phone.get_by_text("Thursday, 27 August")).to_be_visible()
    expect(phone.locator("td.is-empty").first).to_be_hidden()
