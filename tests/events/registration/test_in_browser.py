"""Registering in a real browser: on a wide screen and a phone, with scripts and without."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from loim.events.actions.places import withdraw
from loim.events.models import Event, EventStatus, Participant, Question, QuestionKind
from loim.events.queries.registration.own_link import own_key_of
from tests.browser import has_sideways_scroll, small_targets, walk
from tests.events.registration.post import send_letters
from tests.factories import event, organisation
from tests.factories.registration import (
    answer,
    option,
    participant,
    place_rule,
    question,
    registration,
    registration_settings,
)
from tests.mail import Mailbox
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture
def meeting(world: World) -> Event:
    """In a month; one of thirty places is taken. Who stays the night is asked with whom."""
    now = timezone.now()
    of = event(
        world.activity,
        title="Kogukonnatöö omavalitsuse tasandil",
        organiser=world.rakvere,
        status=EventStatus.PUBLISHED,
        published_at=now,
        start_date=timezone.localdate() + timedelta(days=30),
        place="Viljandi",
        online_url="https://koosolek.example.ee/a",
        contact_email="info@example.ee",
    )
    registration_settings(
        of,
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=20),
        capacity=30,
        information="Tule ja võta kolleeg kaasa.",
        consent="Üritusel pildistatakse.",
    )
    place_rule(of, value="community", floor=8, released_at=now + timedelta(days=10))
    stays = question(of, QuestionKind.YES_NO, label="Kas ööbid?", is_required=True)
    yes = option(stays, "Jah")
    option(stays, "Ei")
    question(of, QuestionKind.SHORT_TEXT, label="Kellega toas?", only_if=yes)
    bus = question(of, QuestionKind.ONE_OF, label="Kust tuled bussile?")
    for name, most in (("Tartust", 1), ("Narvast", 5), ("Oma autoga", None)):
        option(bus, name, most=most)
    diet = question(of, QuestionKind.DIET, label="Mida köök peaks teadma?")
    option(diet, "taimetoit")
    option(diet, "gluteenita")
    taken = participant(of, "admitted")
    answer(taken, bus, option=bus.options.get(label="Tartust"))
    return of


def fill_in(page: Page, name: str = "Mari Maasikas", email: str = "mari@example.ee") -> None:
    page.get_by_label("Your name").fill(name)
    if page.get_by_label("Your e-mail").count():
        page.get_by_label("Your e-mail").fill(email)
    page.get_by_label("You represent").select_option("community")


def send(page: Page) -> None:
    page.get_by_role("main").get_by_role("button", name="Register", exact=True).click()


def check(page: Page, axe: Callable[[Page], None]) -> None:
    axe(page)
    assert not has_sideways_scroll(page)
    assert small_targets(page) == []


def link_in(mailbox: Mailbox, address: str) -> str:
    text = mailbox.text(mailbox.to(address)[-1])
    found = re.search(r"/\S*/events/registrations/[^/\s]+/", text.replace("http://127.0.0.1", ""))
    assert found is not None
    return found[0]


@pytest.mark.parametrize("has_script", [True, False])
def test_a_journey_from_the_page_of_the_event_to_withdrawing(
    new_page: Any, meeting: Event, mailbox: Mailbox, axe: Any, *, has_script: bool
) -> None:
    page: Page = new_page(java_script_enabled=has_script)
    check_ = check if has_script else lambda _page, _axe: None  # axe itself is a script
    page.goto(f"/en/events/{meeting.pk}/")
    page.get_by_role("main").get_by_role("link", name="Register").click()
    expect(page.get_by_text("8 places are kept for: community or association.")).to_be_visible()
    expect(page.get_by_label("Tartust (full)")).to_be_disabled()
    room = page.get_by_label("Kellega toas?")
    expect(room).to_be_visible() if not has_script else expect(room).to_be_hidden()
    check_(page, axe)

    send(page)  # nothing is filled in
    expect(page.get_by_role("group", name="Please put this right")).to_be_visible()
    check_(page, axe)

    fill_in(page)
    page.get_by_label("Jah").check()
    expect(room).to_be_visible()
    room.fill("Katiga")
    page.get_by_label("Narvast (5 left)").check()
    page.get_by_label("I agree").check()
    send(page)
    expect(page.get_by_text("We have written to mari@example.ee.")).to_be_visible()
    check_(page, axe)

    send_letters(timezone.now())
    link = link_in(mailbox, "mari@example.ee")
    page.goto(link)
    check_(page, axe)
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_text("your registration is confirmed")).to_be_visible()
    expect(page.get_by_text("has a place", exact=True)).to_be_visible()
    expect(page.get_by_role("img", name="QR code that says")).to_be_visible()
    expect(page.get_by_text("koosolek.example.ee")).to_be_visible()
    check_(page, axe)

    page.get_by_role("link", name="Change what you wrote").click()
    expect(page.get_by_label("Kellega toas?")).to_have_value("Katiga")
    page.get_by_label("Ei", exact=True).check()
    check_(page, axe)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Your answers are saved.")).to_be_visible()
    expect(page.get_by_text("Katiga")).to_have_count(0)

    page.locator("summary", has_text="Withdraw").click()
    check_(page, axe)
    page.get_by_role("button", name="Yes, withdraw").click()
    expect(page.get_by_text("not registered any more")).to_be_visible()
    assert Participant.objects.get(name="Mari Maasikas").state == "cancelled"


def test_several_people_are_registered_on_a_phone(phone: Page, meeting: Event, axe: Any) -> None:
    organisation("Näidise Külaselts")
    phone.goto(f"/en/events/{meeting.pk}/register/")
    fill_in(phone, "Kati Kask", "kati@example.ee")
    phone.get_by_label("Jah").check()
    phone.get_by_role("button", name="Register several people").click()
    expect(phone.get_by_label("Name", exact=True)).to_have_value("Kati Kask")
    phone.get_by_role("button", name="Add another person").click()
    second = phone.get_by_role("group", name="Person 2")
    second.get_by_label("Name").fill("Jüri Juurikas")
    second.get_by_label("Ei", exact=True).check()
    phone.get_by_label("All together or not at all").check()
    check(phone, axe)
    phone.get_by_label("Organisation").press_sequentially("Külas")
    expect(phone.locator("#organisations option")).to_have_attribute("value", "Näidise Külaselts")
    phone.get_by_label("Organisation").fill("Näidise Külaselts")
    phone.get_by_label("I agree").check()
    send(phone)

    expect(phone.get_by_text("We have written to kati@example.ee.")).to_be_visible()
    people = Participant.objects.filter(registration__name="Kati Kask").order_by("pk")
    assert [(p.name, str(p.organisation)) for p in people] == [
        ("Kati Kask", "Näidise Külaselts"),
        ("Jüri Juurikas", "Näidise Külaselts"),
    ]


def test_what_was_typed_comes_back_after_the_window_was_closed(page: Page, meeting: Event) -> None:
    page.goto(f"/en/events/{meeting.pk}/register/?people=2")
    page.get_by_label("Your name").fill("Kati Kask")
    second = page.get_by_role("group", name="Person 2")
    second.get_by_label("Name").fill("Jüri Juurikas")
    second.get_by_label("gluteenita").check()
    second.get_by_label("taimetoit").check()
    page.wait_for_function("() => localStorage.length > 0")
    page.wait_for_timeout(400)

    page.goto("about:blank")
    page.goto(f"/en/events/{meeting.pk}/register/")

    expect(page.get_by_text("This is what you wrote last time")).to_be_visible()
    expect(page.get_by_label("Your name")).to_have_value("Kati Kask")
    expect(second.get_by_label("Name")).to_have_value("Jüri Juurikas")
    expect(second.get_by_label("taimetoit")).to_be_checked()
    page.get_by_role("button", name="Start again").click()
    expect(page.get_by_label("Your name")).to_have_value("")


def test_a_form_sent_again_by_the_back_button_registers_once(page: Page, meeting: Event) -> None:
    page.goto(f"/en/events/{meeting.pk}/register/")
    fill_in(page)
    page.get_by_label("Ei", exact=True).check()
    page.get_by_label("I agree").check()
    send(page)
    expect(page.get_by_text("We have written to mari@example.ee.")).to_be_visible()

    page.go_back()
    send(page)
    page.wait_for_url("**/sent/")

    assert Participant.objects.filter(name="Mari Maasikas").count() == 1


@pytest.mark.parametrize("has_script", [True, False])
def test_an_offer_is_accepted(new_page: Any, meeting: Event, axe: Any, *, has_script: bool) -> None:
    page: Page = new_page(java_script_enabled=has_script)
    settings = meeting.registration_settings
    settings.capacity = 1
    settings.save()
    first = Participant.objects.get()
    waits = registration(meeting, name="Mari")
    participant(
        meeting,
        "waiting",
        name="Mari",
        email=waits.email,
        party="community",
        of_registration=waits,
    )
    page.goto(f"/en/events/registrations/{own_key_of(waits)}/")
    expect(page.get_by_text("on the waiting list", exact=True)).to_be_visible()

    withdraw(participants=[first], by=None, now=timezone.now())
    page.reload()
    expect(page.get_by_text("A place is offered: please answer")).to_be_visible()
    if has_script:
        check(page, axe)
    page.get_by_role("button", name="Accept").click()

    expect(page.get_by_text("The place is yours.")).to_be_visible()


def test_a_link_that_opens_nothing_and_a_closed_form_help_on(
    page: Page, meeting: Event, axe: Any
) -> None:
    response = page.goto("/en/events/registrations/unknown/")
    assert response is not None
    page.complaints.clear()  # type: ignore[attr-defined]  # the browser complains of 404
    expect(page.get_by_role("heading", name="This link opens nothing")).to_be_visible()
    check(page, axe)

    Event.objects.update(status="cancelled")
    page.goto(f"/en/events/{meeting.pk}/register/")
    expect(page.get_by_text("The event is cancelled")).to_be_visible()
    check(page, axe)


def test_the_pages_of_the_organiser(page: Page, meeting: Event, world: World, sign_in: Any) -> None:
    sign_in(world.coordinator, page)
    bus = Question.objects.get(label="Kust tuled bussile?")
    kept = (
        "registration/", "questions/", f"questions/{bus.pk}/", "questions/new/short_text/",
        "questions/preview/",
    )  # fmt: skip
    walk(page, [f"/en/events/{meeting.pk}/{address}" for address in kept])


@pytest.mark.parametrize("has_script", [True, False])
def test_an_organiser_builds_a_form(
    new_page: Any, meeting: Event, world: World, sign_in: Any, *, has_script: bool
) -> None:
    page: Page = new_page(java_script_enabled=has_script)
    Question.objects.update(removed_at=timezone.now())
    sign_in(world.coordinator, page)
    page.goto(f"/en/events/{meeting.pk}/questions/")
    page.get_by_role("button", name="What should the kitchen know?").click()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="One of several", exact=True).click()
    page.get_by_role("textbox", name="Question", exact=True).first.fill("Kust tuled?")
    page.get_by_role("textbox", name="Answer", exact=True).nth(0).fill("Tartust")
    page.get_by_label("At most so many people").nth(0).fill("10")
    page.get_by_role("textbox", name="Answer", exact=True).nth(1).fill("Narvast")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Earlier: Kust tuled?").click()
    expect(page.locator(".question-list h3").first).to_have_text("Kust tuled?")
    page.get_by_role("main").get_by_role("link", name="See the form as applicants do").click()

    expect(page.get_by_label("Tartust (10 left)")).to_be_visible()


def test_ones_own_registrations(
    page: Page, meeting: Event, world: World, sign_in: Any, axe: Any
) -> None:
    participant(meeting, "waiting", name="Mari", email=world.coordinator.email)
    sign_in(world.coordinator, page)
    for address in ("/en/my-work/", "/en/events/registrations/"):
        page.goto(address)
        expect(page.get_by_text("on the waiting list")).to_be_visible()
        check(page, axe)
