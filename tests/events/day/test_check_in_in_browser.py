"""The page at the door in a real browser: tapping, no network, two phones, signing out."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from loim.events.models import CheckIn, Event, Participant
from loim.events.queries.day.codes import code_of
from tests.browser import PHONE, has_sideways_scroll, small_targets
from tests.factories.registration import participant, published_event, registration_settings
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SignIn = Callable[..., None]
EVERYTHING_SENT = "Everything has been sent."


@pytest.fixture
def today(transactional_db: None, world: World) -> Event:
    event = published_event(
        title="Kogukonnapäev",
        under=world.activity,
        organiser=world.rakvere,
        start_date=timezone.localdate(),
    )
    registration_settings(event, capacity=4)
    for name in ("Mari Mets", "Jaan Jõgi", "Олена Лис"):
        participant(event, name=name, organisation=world.tartu)
    participant(event, "waiting", name="Ootel Ott")
    return event


@pytest.fixture
def at_the_door(
    today: Event, world: World, new_page: Callable[..., Page], sign_in: SignIn
) -> Callable[[], Page]:
    """Another phone of the organiser, on the page, with everything kept for later."""

    def do() -> Page:
        page = new_page(viewport=PHONE, is_mobile=True, has_touch=True)
        sign_in(world.coordinator, page)
        page.goto(f"/en/events/{today.pk}/check-in/")
        expect(page.get_by_text("works without a network")).to_be_visible()
        return page

    return do


def tap(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def result(page: Page) -> Any:
    return page.locator("[data-result]")


def came() -> list[str]:
    return sorted(CheckIn.objects.values_list("participant__name", flat=True))


def test_a_tap_checks_in_and_undo_takes_it_back(
    at_the_door: Callable[[], Page], axe: Callable[[Page], None]
) -> None:
    page = at_the_door()
    axe(page)
    assert small_targets(page) == []
    assert not has_sideways_scroll(page)

    tap(page, "Mari Mets")
    expect(result(page)).to_contain_text("Mari Mets")
    expect(result(page)).to_contain_text("Checked in")
    expect(page.get_by_text("1 of 4 are in")).to_be_visible()
    expect(page.get_by_text(EVERYTHING_SENT)).to_be_visible()
    axe(page)
    assert came() == ["Mari Mets"]

    result(page).get_by_role("button", name="Undo").click()
    expect(result(page)).to_contain_text("taken back")
    expect(page.get_by_text("0 of 4 are in")).to_be_visible()
    expect(page.get_by_text(EVERYTHING_SENT)).to_be_visible()
    assert came() == []
    assert Participant.objects.get(name="Mari Mets").state == "admitted"


def test_without_a_network_people_come_in_and_are_counted_once_when_it_is_back(
    at_the_door: Callable[[], Page], today: Event, axe: Callable[[Page], None]
) -> None:
    page = at_the_door()
    page.context.set_offline(True)
    page.reload()  # the page itself is kept, and so is the list
    expect(page.get_by_text("No network. Waiting to be sent: 0")).to_be_visible()

    tap(page, "Mari Mets")
    page.get_by_label("Name or code").fill("jogi")
    tap(page, "Jaan Jõgi")
    code = code_of(Participant.objects.get(name="Олена Лис"))
    page.get_by_label("Name or code").fill(f"{code[:5]} {code[5:].lower()}")
    page.get_by_label("Name or code").press("Enter")
    expect(result(page)).to_contain_text("Олена Лис")
    expect(page.get_by_text("No network. Waiting to be sent: 3")).to_be_visible()
    expect(page.get_by_text("3 of 4 are in")).to_be_visible()
    axe(page)
    page.reload()
    expect(page.get_by_text("No network. Waiting to be sent: 3")).to_be_visible()
    expect(page.get_by_text("3 of 4 are in")).to_be_visible()
    assert came() == []

    page.complaints.clear()  # type: ignore[attr-defined]  # that nothing could be fetched
    page.context.set_offline(False)
    expect(page.get_by_text(EVERYTHING_SENT)).to_be_visible()
    assert came() == ["Jaan Jõgi", "Mari Mets", "Олена Лис"]
    today.refresh_from_db()
    assert list(today.attendances.values_list("people", flat=True)) == [3]


def test_two_phones_with_the_same_person_count_them_once(
    at_the_door: Callable[[], Page],
) -> None:
    one, other = at_the_door(), at_the_door()
    for page in (one, other):
        page.context.set_offline(True)
        tap(page, "Mari Mets")
        expect(page.get_by_text("Waiting to be sent: 1")).to_be_visible()
    tap(other, "Jaan Jõgi")
    for page in (one, other):
        page.complaints.clear()  # type: ignore[attr-defined]
        page.context.set_offline(False)
        expect(page.get_by_text(EVERYTHING_SENT)).to_be_visible()

    assert came() == ["Jaan Jõgi", "Mari Mets"]
    one.reload()
    expect(one.get_by_text("2 of 4 are in")).to_be_visible()
    tap_again = one.get_by_label("Name or code")
    tap_again.fill("Mari")
    tap_again.press("Enter")
    expect(result(one)).to_contain_text(re.compile(r"In already, since \d\d:\d\d"))


def test_a_newcomer_and_somebody_who_waits_are_let_in_without_a_network(
    at_the_door: Callable[[], Page], axe: Callable[[Page], None]
) -> None:
    page = at_the_door()
    page.context.set_offline(True)
    page.get_by_text("Somebody who is not on the list").click()
    page.get_by_label("Name of the person").fill("Liis Lepp")
    page.get_by_role("button", name="Add and check in").click()
    expect(result(page)).to_contain_text("Liis Lepp")
    tap(page, "Ootel Ott")
    expect(result(page)).to_contain_text("waits for one")
    axe(page)
    page.get_by_label("Why this person is let in").fill("Esineja")
    page.get_by_role("button", name="Let in").click()
    expect(page.get_by_text("Waiting to be sent: 2")).to_be_visible()

    page.complaints.clear()  # type: ignore[attr-defined]
    page.context.set_offline(False)
    expect(page.get_by_text(EVERYTHING_SENT)).to_be_visible()
    assert came() == ["Liis Lepp", "Ootel Ott"]


def test_whoever_does_not_fit_is_told_and_let_in_with_a_reason(
    at_the_door: Callable[[], Page], today: Event, axe: Callable[[Page], None]
) -> None:
    participant(today, name="Neljas Nele")
    page = at_the_door()
    page.get_by_text("Somebody who is not on the list").click()
    page.get_by_label("Name of the person").fill("Liis Lepp")
    page.get_by_role("button", name="Add and check in").click()
    problem = page.get_by_role("region", name="Not counted")
    expect(problem).to_contain_text("Liis Lepp")
    expect(problem).to_contain_text("All places are taken")
    axe(page)
    problem.get_by_label("Why this person is let in").fill("Tuli kolleegi asemel")
    problem.get_by_role("button", name="Let in").click()
    expect(problem).to_be_hidden()
    expect(page.get_by_text(EVERYTHING_SENT)).to_be_visible()
    assert came() == ["Liis Lepp"]


def test_who_came_yesterday_is_written_down_today(
    at_the_door: Callable[[], Page], today: Event
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    Event.objects.update(start_date=yesterday, end_date=yesterday)
    page = at_the_door()
    tap(page, "Mari Mets")
    expect(page.get_by_text(EVERYTHING_SENT)).to_be_visible()
    assert list(CheckIn.objects.values_list("day", flat=True)) == [yesterday]


def test_a_code_that_nobody_knows_is_told(at_the_door: Callable[[], Page]) -> None:
    page = at_the_door()
    field = page.get_by_label("Name or code")
    field.fill("00000 00000")
    field.press("Enter")
    expect(result(page)).to_contain_text("not on the list of this event")
    expect(page.get_by_role("region", name="Not counted")).to_contain_text("0000000000")
    page.get_by_role("button", name="Remove from this list").click()
    expect(page.get_by_role("region", name="Not counted")).to_be_hidden()


def kept(page: Page) -> list[str]:
    return page.evaluate(
        """async () => [
            ...(await indexedDB.databases()).map((database) => database.name),
            ...(await caches.keys()),
            ...(await navigator.serviceWorker.getRegistrations()).map(() => 'worker'),
        ].filter((name) => !name.startsWith('loim-unsent')).sort()"""
    )


def test_signing_out_erases_the_list_from_the_phone(
    at_the_door: Callable[[], Page], today: Event
) -> None:
    page = at_the_door()
    name = f"loim-kept:check-in-{today.pk}"
    assert kept(page) == [name, name, "worker"]

    page.get_by_text("Menu").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(re.compile(r"/en/$"))

    assert kept(page) == []


def test_what_is_still_to_be_sent_outlives_signing_out(
    at_the_door: Callable[[], Page], world: World, today: Event, sign_in: SignIn
) -> None:
    page = at_the_door()
    page.route("**/check-in/sync/", lambda route: route.abort())  # the network hangs
    tap(page, "Mari Mets")
    expect(page.get_by_text("Waiting to be sent: 1")).to_be_visible()
    page.get_by_text("Menu").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(re.compile(r"/en/$"))
    assert kept(page) == []
    assert came() == []

    page.unroute("**/check-in/sync/")
    page.complaints.clear()  # type: ignore[attr-defined]  # that nothing could be sent
    sign_in(world.coordinator, page)
    page.goto(f"/en/events/{today.pk}/check-in/")
    expect(page.get_by_text(EVERYTHING_SENT)).to_be_visible()
    assert came() == ["Mari Mets"]


def test_the_list_goes_when_the_event_is_over(at_the_door: Callable[[], Page]) -> None:
    page = at_the_door()
    page.evaluate(
        """() => {
            const kept = JSON.parse(localStorage.getItem('loim-kept'));
            for (const name of Object.keys(kept)) kept[name].until = '2020-01-01';
            localStorage.setItem('loim-kept', JSON.stringify(kept));
        }"""
    )
    page.goto("/en/events/")
    page.wait_for_function("() => localStorage.getItem('loim-kept') === '{}'")
    page.wait_for_timeout(300)
    assert kept(page) == []


def test_without_a_script_the_page_is_a_list_with_buttons(
    today: Event, world: World, new_page: Callable[..., Page], sign_in: SignIn
) -> None:
    page = new_page(viewport=PHONE, java_script_enabled=False)
    sign_in(world.coordinator, page)
    page.goto(f"/en/events/{today.pk}/check-in/")
    tap(page, "Mari Mets")
    expect(page.get_by_text("Checked in: Mari Mets.")).to_be_visible()
    page.get_by_role("button", name="Undo Mari Mets").click()
    expect(page.get_by_text("Taken back: Mari Mets.")).to_be_visible()
