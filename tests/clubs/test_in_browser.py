"""Clubs in a real browser: joining, tapping who came on a phone, every page wide and narrow."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone, translation
from playwright.sync_api import Page, expect

from loim.clubs.models import Club, ClubMeeting
from loim.clubs.queries.own_link import lead_path_of, own_path_of
from loim.events.models import Attendance, Event
from tests.browser import has_sideways_scroll, small_targets, walk
from tests.factories import attendance
from tests.factories import clubs as make
from tests.world import World, world

pytestmark = pytest.mark.browser
__all__ = ["world"]
SignIn = Callable[..., None]
Axe = Callable[[Page], None]


@pytest.fixture
def lively(transactional_db: None, world: World) -> Club:
    """With all that a page can show."""
    translation.activate("en")
    club = make.club(
        world.rakvere,
        world.activity,
        title="Vestlusklubi",
        translations={"en": {"title": "Conversation club"}},
        place_municipality=world.rakvere.municipality,
        target_group="Kõik uued",
        level_note="Piisab paarist sõnast",
        accessibility="Uksel on kaldtee",
        audiences=["newcomers"],
        capacity=3,
        drop_in_places=2,
    )
    make.rule(club)
    make.pause(club, date(2099, 3, 1), date(2099, 3, 31))
    make.facilitator(club, "Vilma Vedaja")
    make.facilitator(club, "Siim Asendaja", is_stand_in=True)
    people = [make.person(club, name=f"Tulija {number}") for number in range(3)]
    make.person(club, "waiting", name="Olev Ootaja")
    make.person(club, "offered", name="Pille Pakutud")
    make.person(club, "guest", name="Kaja Külaline")
    make.meeting(club, date(2099, 2, 3), topic="Pühad")
    make.meeting(club, date(2099, 2, 10), status="cancelled")
    make.meeting(club, timezone.localdate() - timedelta(days=7))
    held = make.meeting(club, date(2023, 1, 31), status="held", recorded_at=make.MADE)
    for person in people:
        make.visit(held, person)
    assert held.event
    attendance(held.event, world.rakvere, 9)
    return club


def fits(page: Page, axe: Axe) -> list[str]:
    axe(page)
    return [*small_targets(page), *(["sideways"] if has_sideways_scroll(page) else [])]


def test_every_page_is_accessible_wide_and_on_a_phone(
    lively: Club, world: World, page: Page, sign_in: SignIn
) -> None:
    coming, unrecorded = ClubMeeting.objects.get(topic="Pühad"), _unrecorded()
    club = f"/en/clubs/{lively.pk}/"
    addresses = [
        "/en/clubs/", "/en/clubs/?level=fluent", "/en/clubs/new/", "/en/clubs/mine/", club,
        *(f"{club}{part}/" for part in (
            "join", "join/sent", "edit", "times", "pauses/new", "people", "facilitators",
            "meetings", "statistics",
        )),
        f"{club}meetings/?when=past",
        *(f"/en/clubs/meetings/{coming.pk}/{part}" for part in ("", "cancel/", "come/", "came/")),
        f"/en/clubs/meetings/{unrecorded.pk}/came/",
        *(own_path_of(person) for person in lively.people.order_by("pk")),
        f"{own_path_of(lively.people.order_by('pk')[0])}erase/",
        *(lead_path_of(leader) for leader in lively.facilitators.order_by("pk")[:1]),
    ]  # fmt: skip
    sign_in(world.coordinator, page)
    walk(page, addresses)


@pytest.mark.parametrize("language", ["", "/ru", "/uk"])
def test_the_public_pages_in_other_languages(lively: Club, page: Page, language: str) -> None:
    walk(page, [f"{language}/clubs/", f"{language}/clubs/{lively.pk}/"])


def test_attendance_in_two_taps_and_a_third_to_save(lively: Club, phone: Page) -> None:
    """By the facilitator's link, without an account."""
    meeting = _unrecorded()
    phone.goto(lead_path_of(lively.facilitators.get(name="Vilma Vedaja")))
    phone.get_by_role("link", name=re.compile("Who came?")).first.tap()
    phone.get_by_text("Tulija 0").tap()
    phone.get_by_text("Tulija 2").tap()
    phone.get_by_role("button", name="Save").tap()

    expect(phone.get_by_text("Saved: 2 people were there.")).to_be_visible()
    assert Attendance.objects.get(event=meeting.event).people == 2
    assert Event.objects.get(pk=meeting.event_id).status == "held"


def test_a_visitor_drops_in_and_a_regular_is_excused(lively: Club, phone: Page) -> None:
    phone.goto(f"/en/clubs/{lively.pk}/")
    phone.get_by_role("link", name="I come this once").tap()
    phone.get_by_label("Your e-mail").fill("uus@example.ee")
    phone.get_by_label("Your name").fill("Uus Tulija")
    phone.get_by_role("button", name="I come").tap()
    expect(phone.get_by_text(re.compile("See you there!"))).to_be_visible()

    phone.goto(own_path_of(lively.people.get(name="Tulija 0")))
    phone.get_by_role("button", name=re.compile("I cannot come")).first.tap()
    expect(phone.get_by_text("Thank you for saying so.")).to_be_visible()
    coming = ClubMeeting.objects.get(topic="Pühad")
    assert sorted(coming.visits.values_list("person__name", "state")) == [
        ("Tulija 0", "excused"),
        ("Uus Tulija", "announced"),
    ]


def _unrecorded() -> ClubMeeting:
    return ClubMeeting.objects.get(day=timezone.localdate() - timedelta(days=7))
