"""Planning, writing, publishing and copying an event in a real browser, wide and on a phone."""

import re
from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from loim.events.models import Event, EventStatus, Partner, Session
from loim.people.models import User
from tests.browser import has_sideways_scroll, misfits, small_targets, walk
from tests.factories import (
    attendance,
    event,
    organisation,
    published_event,
    registration_settings,
    series,
)
from tests.world import World, world

pytestmark = pytest.mark.browser
__all__ = ["world"]

ITS_PAGE = re.compile(r"/en/events/\d+/(#.*)?$")  # the fragment of a link is kept on the way
SignIn = Callable[..., None]
Axe = Callable[[Page], None]


@pytest.fixture
def meeting(transactional_db: None, world: World) -> Event:
    visits = series(world.rakvere, "Kohtumised", translations={"en": {"title": "Meetings"}})
    found = published_event(
        under=world.activity,
        organiser=world.rakvere,
        title="Kogukonnatöö omavalitsuse tasandil",
        start_date=date(2099, 8, 27),
        start_time=time(10),
        end_time=time(16, 15),
        place="Viljandi ürituste maja",
        address="Näidise 1",
        place_municipality=world.rakvere.municipality,
        online_url="https://meet.example.ee/ruum",
        purpose="Mõelda üheskoos",
        description="Esimene lõik\n\nTeine lõik",
        target_group="Kogukonna arendajad",
        accessibility="Uksel on kaldtee",
        languages=["et", "ru"],
        audiences=["officials", "associations"],
        contact_email="kogukonnad@example.ee",
        series=visits,
        translations={"en": {"title": "Community work at the level of local government"}},
    )
    Partner.objects.create(event=found, organisation=organisation("Näidisülikool"), role="partner")
    Partner.objects.create(event=found, organisation=world.fund, role="co_organiser")
    Session.objects.create(event=found, day=found.start_date, start_time="10:00", title="Avamine")
    registration_settings(found)
    held = event(
        world.activity, organiser=world.rakvere, series=visits, start_date=date(2019, 8, 7)
    )
    attendance(held, world.tartu, 2)
    return found


def fits(page: Page, axe: Axe) -> list[Any]:
    axe(page)
    return [*small_targets(page), *(["sideways"] if has_sideways_scroll(page) else [])]


PUBLIC = ("/events/{event}/", "/events/series/", "/events/series/{series}/")


@pytest.mark.parametrize("language", ["", "/en", "/ru", "/uk"])
def test_public_pages_are_accessible_in_every_language(
    meeting: Event, page: Page, language: str
) -> None:
    keys = {"event": meeting.pk, "series": meeting.series_id}
    walk(page, [language + address.format(**keys) for address in PUBLIC])
    assert "meet.example.ee" not in page.content()


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({"status": EventStatus.CANCELLED, "cancel_reason": "Saal on kinni."}, "Saal on kinni."),
        ({"status": EventStatus.DRAFT, "published_at": None, "place": ""}, "This is a draft"),
        ({"status": EventStatus.HELD, "start_date": date(2019, 8, 27),
          "end_date": date(2019, 8, 27)}, "Nobody is written down yet"),
    ],
)  # fmt: skip
def test_an_event_in_each_state_is_accessible_to_its_organiser(
    meeting: Event,
    world: World,
    page: Page,
    sign_in: SignIn,
    changes: dict[str, Any],
    shown: str,
) -> None:
    Event.objects.filter(pk=meeting.pk).update(**changes)
    sign_in(world.coordinator, page)
    page.goto(f"/en/events/{meeting.pk}/")
    expect(page.get_by_text(shown).first).to_be_visible()
    page.get_by_text("Something is wrong with it").click()
    assert misfits(page) == []


ORGANISERS = (
    "/en/events/plan/",
    "/en/events/{event}/page/",
    "/en/events/{event}/publish/",
    "/en/events/{event}/copy/",
    "/en/events/series/new/",
    "/en/events/series/{series}/edit/",
    "/en/events/series/{series}/copy/",
    "/en/events/series/{series}/copy/?year=2019&first_day=2030-08-07",
    "/en/events/",
)


def test_the_organisers_pages_are_accessible_wide_and_on_a_phone(
    meeting: Event, world: World, page: Page, sign_in: SignIn
) -> None:
    sign_in(world.coordinator, page)
    for address in ORGANISERS:
        page.goto(address.format(event=meeting.pk, series=meeting.series_id))
        for summary in page.locator("main details:not([open]) > summary").all():
            if summary.is_visible():
                summary.click()
        assert (address, misfits(page)) == (address, [])


def plan(page: Page, person: User, sign_in: SignIn) -> None:
    sign_in(person, page)
    page.goto("/en/events/plan/")
    page.get_by_label("Title", exact=False).first.fill("Kogukonnatöö")
    page.get_by_label("Date", exact=True).fill("2099-08-27")
    page.get_by_label("Begins at").fill("10:00")
    page.get_by_label("Place", exact=True).fill("Ürituste maja")


def test_an_event_is_planned_written_published_and_read(
    world: World, transactional_db: None, page: Page, new_page: Callable[..., Page],
    sign_in: SignIn, axe: Axe,
) -> None:  # fmt: skip
    plan(page, world.coordinator, sign_in)
    page.get_by_role("button", name="Save the plan").click()
    page.wait_for_url(ITS_PAGE)
    made = Event.objects.get()

    page.get_by_role("link", name="the languages that are spoken there").click()
    page.get_by_role("group", name="Languages spoken").get_by_label("Eesti").check()
    page.get_by_label("E-mail for questions").fill("info@example.ee")
    page.get_by_label("Purpose").first.fill("Mõelda üheskoos")
    page.get_by_label("Organisation").first.fill("Eesti Töötukassa")
    page.locator("summary", has_text="English").click()
    page.get_by_label("Title").nth(1).fill("Community work")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(ITS_PAGE)

    page.get_by_role("link", name="Publish").click()
    axe(page)
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("The page is public now.")).to_be_visible()

    visitor = new_page()
    visitor.goto(f"/en/events/{made.pk}/")
    expect(visitor.get_by_role("heading", name="Community work")).to_be_visible()
    expect(visitor.get_by_text("Eesti Töötukassa")).to_be_visible()


def test_ticks_of_several_boxes_survive_leaving_the_page(
    world: World, transactional_db: None, page: Page, sign_in: SignIn
) -> None:
    plan(page, world.coordinator, sign_in)
    page.get_by_text("For whom, texts, partners").click()
    audiences = page.get_by_role("group", name="For whom")
    audiences.get_by_label("Newcomers").check()
    audiences.get_by_label("Families").check()
    page.wait_for_timeout(500)  # the draft is written a moment after the last key

    page.goto("/en/events/")
    page.goto("/en/events/plan/")

    expect(page.get_by_text("This is what you had not saved last time.")).to_be_visible()
    assert [box.is_checked() for box in audiences.get_by_role("checkbox").all()] == [
        name in {"Newcomers", "Families"}
        for name in (
            "Everyone", "Officials", "Specialists", "Associations",
            "Newcomers", "Returnees", "Residents", "Young", "Families",
        )
    ]  # fmt: skip


def test_it_is_published_and_cancelled_without_a_script(
    meeting: Event, world: World, new_page: Callable[..., Page], sign_in: SignIn
) -> None:
    page = new_page(java_script_enabled=False, viewport={"width": 390, "height": 844})
    sign_in(world.coordinator, page)
    page.goto(f"/en/events/{meeting.pk}/")
    page.get_by_text("Something is wrong with it").click()
    page.get_by_label("Why is it cancelled?").fill("Saal on kinni.")
    page.get_by_role("button", name="Cancel the event").click()

    expect(page.get_by_text("Saal on kinni.").first).to_be_visible()
    meeting.refresh_from_db()
    assert meeting.status == EventStatus.CANCELLED


def test_on_paper_there_is_the_event_and_nothing_to_press(meeting: Event, page: Page) -> None:
    page.emulate_media(media="print")
    page.goto(f"/en/events/{meeting.pk}/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("Viljandi ürituste maja").first).to_be_visible()
    expect(page.get_by_text("Esimene lõik")).to_be_visible()
    for hidden in (".site-header", ".site-footer", ".ds-breadcrumbs", ".calendar-add"):
        for each in page.locator(hidden).all():
            expect(each).to_be_hidden()
