"""Meetings in a real browser: minutes written step by step, every page wide and on a phone."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone, translation
from playwright.sync_api import Page, expect

from loim.networks.models import Meeting, Network
from loim.networks.queries.meetings.own_links import task_link_of
from tests.browser import has_sideways_scroll, small_targets, walk
from tests.factories import meetings as make
from tests.networks.meetings.conftest import Circle, circle, world

pytestmark = pytest.mark.browser
__all__ = ["circle", "world"]


def fits(page: Page, axe: Callable[[Page], None]) -> list[str]:
    axe(page)
    return [*small_targets(page), *(["sideways"] if has_sideways_scroll(page) else [])]


def test_minutes_are_written_and_approved_and_all_pages_fit(
    transactional_db: None,
    circle: Circle,
    page: Page,
    phone: Page,
    sign_in: Callable[..., None],
    axe: Callable[[Page], None],
) -> None:
    translation.activate("en")
    of, today = circle.network, timezone.localdate()
    Network.objects.filter(pk=of.pk).update(start_date=date(2022, 1, 1), is_public=True)
    held = make.meeting(of, today, number=2, is_county_wide=True)
    earlier = make.meeting(of, today - timedelta(days=80), number=1)
    make.meeting(of, today + timedelta(days=10), number=3, status="published")
    overdue = make.task(
        of, owner=circle.mari, meeting=earlier, due_date=today - timedelta(days=3),
        title="Kutsuda kohale koolide ja lasteaedade esindajad kogu maakonnast",
    )  # fmt: skip
    make.task(of, organisation=circle.world.fund, state="done", closed_note="Tehtud",
              closed_at=timezone.now())  # fmt: skip
    sign_in(circle.coordinator, page)
    sign_in(circle.coordinator, phone)

    at = f"/en/networks/meetings/{held.pk}/"
    page.goto(at)
    page.get_by_role("link", name="Put right who was there").click()
    for name in ("Mari Näidis", "Jaan Näidis", "Eha Esimees"):
        page.get_by_role("group", name=name).get_by_label("was there", exact=True).check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("3 of 4 voters are here; 3 are needed.").first).to_be_visible()
    page.get_by_role("button", name="Begin the minutes").click()
    page.locator("textarea").first.fill("Räägiti koolidest.")
    page.get_by_role("button", name="Save and add a decision").first.click()
    page.get_by_label("Wording").fill("Korraldame talvel infopäeva.")
    page.get_by_label("Votes by name").check()
    for name, choice in (("Mari Näidis", "for"), ("Jaan Näidis", "against"), ("Eha", "for")):
        page.get_by_role("group", name=name).get_by_label(choice, exact=True).check()
    phone.goto(f"{at}decisions/new/")
    assert fits(page, axe) == []
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Adopted: 2 for, 1 against, 0 abstained.")).to_be_visible()

    network, task = f"/en/networks/{of.pk}/", f"/en/networks/tasks/{overdue.pk}/"
    addresses = [
        f"{at}minutes/write/", f"{at}presence/", network, f"{network}meetings/",
        f"{network}meetings/plan/", f"{network}tasks/", task, "/en/networks/county-meetings/",
        f"/en/networks/meetings/{held.pk + 2}/",
    ]  # fmt: skip
    walk(page, addresses)
    problems = {}
    page.goto(f"{at}minutes/approve/")
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_text("The minutes are approved.")).to_be_visible()
    own = task_link_of(overdue, "en")
    for screen, address in ((page, f"{network}decisions/"), (phone, f"{at}minutes/"), (phone, own)):
        screen.goto("/" + address.split("/", 3)[3] if "://" in address else address)
        if found := fits(screen, axe):
            problems[address] = found
    assert problems == {}
    assert Meeting.objects.get(pk=held.pk).state == "approved"
