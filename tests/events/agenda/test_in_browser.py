"""An agenda in a real browser: quicker than in Word, and readable on any screen."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from loim.events.actions.agenda.releasing import release_agenda
from loim.events.models import Event
from loim.people.models import Role
from tests.browser import axe_violations, has_sideways_scroll, small_targets, walk
from tests.events.agenda.test_lines import MEETING
from tests.factories import activity as activity_of
from tests.factories import (
    agreement,
    membership,
    municipality_organisation,
    programme,
    published_event,
    user,
)
from tests.factories.agenda import material, session, speaker

pytestmark = pytest.mark.browser
SignIn = Callable[..., None]


@pytest.fixture
def meeting(live_server: Any, transactional_db: None) -> Event:
    of = programme()
    rakvere = municipality_organisation("Rakvere linn")
    agreement(of, rakvere)
    person = user("korraldaja@example.ee")
    membership(person, rakvere, Role.COORDINATOR)
    return published_event(
        under=activity_of(of),
        organiser=rakvere,
        recorded_by=person,
        title="Kogukonnatöö omavalitsuse tasandil",
        start_date=date(2099, 8, 27),
    )


def test_an_agenda_takes_one_paste_and_one_button(
    meeting: Event, page: Page, sign_in: SignIn, axe: Callable[[Page], None]
) -> None:
    sign_in(meeting.recorded_by, page)
    page.goto(f"/en/events/{meeting.pk}/agenda/")
    axe(page)

    page.get_by_label("Agenda, one session on each line").fill(MEETING)
    expect(page.get_by_role("status").filter(has_text="9 sessions are understood.")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Save the sessions").click()

    expect(page.get_by_text("New sessions: 9")).to_be_visible()
    axe(page)
    assert meeting.sessions.count() == 9
    page.get_by_role("button", name="Release the agenda").click()
    expect(page.get_by_text("Nothing has changed since then.")).to_be_visible()
    assert meeting.agenda_releases.get().number == 1


def test_it_works_without_javascript_and_what_was_typed_stays(
    meeting: Event, new_page: Callable[..., Page], sign_in: SignIn
) -> None:
    page = new_page(java_script_enabled=False)
    sign_in(meeting.recorded_by, page)
    page.goto(f"/en/events/{meeting.pk}/agenda/")
    page.get_by_label("Agenda, one session on each line").fill("Tere\n10.00 Avamine")
    page.get_by_role("button", name="Save the sessions").click()
    expect(page.get_by_text("Line 1:")).to_be_visible()
    expect(page.get_by_label("Agenda, one session on each line")).to_have_value(
        "Tere\n10.00 Avamine"
    )
    page.get_by_label("Leave out the lines that are not understood").check()
    page.get_by_role("button", name="Save the sessions").click()
    expect(page.get_by_text("New sessions: 1")).to_be_visible()


def test_every_page_of_an_agenda_is_accessible_and_fits(
    meeting: Event, page: Page, sign_in: SignIn
) -> None:
    mari = speaker(meeting, "Mari Näidis", biography="Mari räägib.")
    at = session(meeting, "10:00", "11:00", room="Saal A", speakers=[mari], description="Üks\nkaks")
    session(meeting, "10:30", "11:00", room="Saal B", kind="group_work", speakers=[mari])
    session(meeting, "12:00", day=date(2099, 8, 28), kind="departure")
    paper = material(meeting, session=at, is_public=False)
    sign_in(meeting.recorded_by, page)
    paths = (
        "", "sessions/new/", f"sessions/{at.pk}/", "speakers/new/", f"speakers/{mari.pk}/",
        "materials/new/", f"materials/{paper.pk}/",
    )  # fmt: skip
    walk(page, [f"/en/events/{meeting.pk}/agenda/{path}" for path in paths])


@pytest.mark.parametrize("screen", ["page", "phone"])
def test_readers_see_rooms_beside_each_other_or_one_below_the_other(
    meeting: Event, screen: str, request: pytest.FixtureRequest
) -> None:
    page: Page = request.getfixturevalue(screen)
    mari = speaker(meeting, "Mari Näidis", position="juht", biography="Mari räägib.")
    session(meeting, "10:00", "11:00", title="Avamine", speakers=[mari])
    session(meeting, "11:00", "12:00", title="Usaldus", room="Saal A", description="Üks\nkaks")
    session(meeting, "11:00", "12:00", title="Raha", room="Saal B", kind="group_work")
    release_agenda(
        event=meeting, tells_participants=False, by=meeting.recorded_by, now=timezone.now()
    )

    page.goto(f"/en/events/{meeting.pk}/")

    left, right = (
        page.locator(".agenda-room").filter(has_text=room).bounding_box()
        for room in ("Saal A", "Saal B")
    )
    assert left is not None
    assert right is not None
    assert (left["y"] == right["y"]) == (screen == "page")
    expect(page.get_by_text("Mari räägib.")).to_be_visible()
    assert (axe_violations(page), has_sideways_scroll(page), small_targets(page)) == ([], False, [])
    page.emulate_media(media="print")
    expect(page.get_by_text("Avamine")).to_be_visible()
