"""The pages of the day in a real browser, wide and on a phone."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from loim.events.actions.day.certificates import issue_ordered
from loim.events.actions.day.feedback import give_feedback, make_tickets
from loim.events.actions.day.feedback_questions import write_ready_questions
from loim.events.models import Certificate, Event, FeedbackForm, Participant, Party
from tests.browser import walk
from tests.factories import attendance
from tests.factories.registration import participant, published_event, registration_settings
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SignIn = Callable[..., None]
ORGANISERS_PAGES = (
    "day/",
    "day/organisations/",
    "day/settings/",
    "check-in/walk-in/",
    "feedback/",
    "feedback/questions/",
    "certificates/",
)


@pytest.fixture
def yesterday(transactional_db: None, world: World) -> Event:
    """Held, with everything that can be on its pages."""
    event = published_event(
        title="Kogukonnapäev",
        under=world.activity,
        organiser=world.rakvere,
        start_date=timezone.localdate() - timedelta(days=1),
        status="held",
        translations={"en": {"title": "Community day"}},
    )
    registration_settings(event, capacity=40)
    for number in range(6):
        participant(
            event,
            "attended",
            name=f"Osaleja {number}",
            party=Party.MUNICIPALITY,
            organisation=world.tartu,
        )
    participant(event, "attended", name="Mari Mets", organisation_name="Uus Selts")
    participant(event, "admitted", name="Puuduv Peeter", party=Party.STUDENT)
    attendance(event, world.tartu, 9)
    write_ready_questions(event)
    useful, organised, again, better = event.feedback_questions.order_by("position")
    for number, key in enumerate(make_tickets(event, 7)):
        give_feedback(
            key=key,
            answers={
                useful.pk: 5 - number % 3,
                organised.pk: 4,
                again.pk: number % 2,
                better.pk: "Rohkem aega aruteluks.",
            },
            language="et",
            now=timezone.now(),
        )
    issue_ordered(event_id=event.pk, now=timezone.now())
    return event


def test_every_page_is_accessible(
    yesterday: Event, world: World, page: Page, sign_in: SignIn
) -> None:
    sign_in(world.coordinator, page)
    [key] = make_tickets(yesterday, 1)
    code = Certificate.objects.order_by("pk").first().code  # type: ignore[union-attr]
    addresses = [
        *(f"/en/events/{yesterday.pk}/{name}" for name in ORGANISERS_PAGES),
        f"/en/events/feedback/{key}/",
        "/en/events/feedback/thanks/",
        "/en/events/certificates/",
        f"/en/events/certificates/{code}/",
    ]
    walk(page, addresses)


def test_feedback_is_given_from_a_phone_and_the_draft_survives(
    yesterday: Event, phone: Page
) -> None:
    [key] = make_tickets(yesterday, 1)
    phone.goto(f"/en/events/feedback/{key}/")
    phone.get_by_label("What should we do differently next time?").fill("Vähem slaide")
    phone.get_by_role("group", name="How useful").get_by_label("4").check()
    phone.wait_for_timeout(500)  # the draft is written a moment after the last key

    phone.reload()
    expect(phone.get_by_text("This is what you had not sent last time.")).to_be_visible()
    expect(phone.get_by_label("What should we do differently")).to_have_value("Vähem slaide")
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_role("heading", name="Thank you!")).to_be_visible()

    assert FeedbackForm.objects.filter(event=yesterday).count() == 8
    phone.wait_for_function("() => Object.keys(localStorage).length === 0")
    phone.go_back()  # the back button sends nothing twice
    phone.reload()
    expect(phone.get_by_role("heading", name="This link has been used")).to_be_visible()
    phone.complaints.clear()  # type: ignore[attr-defined]  # the page of a used link is a 404


def test_organisations_are_named_and_certificates_issued(
    yesterday: Event, world: World, page: Page, sign_in: SignIn, axe: Callable[[Page], None]
) -> None:
    sign_in(world.coordinator, page)
    page.goto(f"/en/events/{yesterday.pk}/day/")
    page.get_by_role("link", name="Say who they are").click()
    question = page.get_by_role("group", name="Which organisation is “Uus Selts”?")
    question.get_by_label("A new organisation").check()
    question.get_by_label("What it is").select_option("ngo")
    axe(page)
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(re.compile(r"/day/$"))
    expect(page.get_by_text("counted with their organisations")).to_be_visible()
    assert set(yesterday.attendances.values_list("organisation__name", "people")) == {
        ("Tartu Linnavalitsus", 9),
        ("Uus Selts", 1),
    }

    page.get_by_role("button", name="Count check-ins Tartu Linnavalitsus").click()
    expect(page.get_by_text("those who were checked in are counted")).to_be_visible()
    page.get_by_role("button", name="1 person did not come").click()
    expect(page.get_by_text("1 person did not come.")).to_be_visible()
    assert Participant.objects.get(name="Puuduv Peeter").state == "absent"

    page.get_by_role("link", name="7 of 7 issued").click()
    row = page.get_by_role("row", name=re.compile("Mari Mets"))
    row.get_by_text("Withdraw").first.click()
    row.get_by_label("Why").fill("Eksitus")
    row.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_text("The certificate is withdrawn.")).to_be_visible()
    axe(page)


def test_a_certificate_is_checked_by_its_code(yesterday: Event, phone: Page) -> None:
    code = Certificate.objects.get(name="Mari Mets").code
    phone.goto("/en/events/certificates/")
    phone.get_by_label("Code of the certificate").fill(code.replace("-", " ").lower())
    phone.get_by_role("button", name="Check").click()
    expect(phone.get_by_role("heading", name="This certificate is valid")).to_be_visible()
    expect(phone.get_by_text("Mari Mets")).to_be_visible()
    href = phone.get_by_role("link", name="Open as PDF").get_attribute("href")
    response = phone.request.get(str(href))
    assert response.body().startswith(b"%PDF-")
