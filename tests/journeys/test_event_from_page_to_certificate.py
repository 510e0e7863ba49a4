"""The whole way of an event in a real browser, in each language: from its page to the certificate."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from loim.events.actions.day.thanks import send_thanks
from loim.events.models import Certificate, Event, EventStatus, FeedbackForm, Participant
from loim.people.models import Organisation
from loim.programmes.actions.indicators import refresh_stale_values
from loim.programmes.models import IndicatorValue
from tests import factories as make
from tests.mail import Mailbox, run_jobs
from tests.world import World, world  # noqa: F401  # a fixture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLES = {
    "et": "Kogukonnatöö omavalitsuse tasandil",
    "en": "Community work in municipalities",
    "ru": "Работа с общинами в самоуправлении",
    "uk": "Робота з громадами в самоврядуванні",
}


@dataclass
class Guest:
    """Somebody without an account, with a mail box and a browser of their own."""

    name: str
    email: str
    organisation: Organisation
    page: Page
    mailbox: Mailbox

    def register(self, event: Event, prefix: str) -> None:
        page = self.page
        page.goto(f"{prefix}/events/{event.pk}/")
        page.locator("main a[href*='/register/']").first.click()
        page.fill("[name=name]", self.name)
        page.fill("[name=email]", self.email)
        page.fill("[name=organisation]", self.organisation.name)
        page.select_option("[name=party]", "municipality")
        if page.locator("[name=municipality]").count():
            page.select_option("[name=municipality]", str(self.organisation.municipality_id))
        page.locator(".register-form button[type=submit]:not([name]):visible").last.click()
        expect(page).not_to_have_url(re.compile(r"/register/$"))

    def open_newest(self, path: str) -> None:
        """Follow the newest link under `path` that a letter to them holds."""
        for _job_that_queues_another in range(3):
            run_jobs()
        for message in reversed(self.mailbox.to(self.email)):
            links = re.findall(rf"https?://[^/\s]+((?:/\w\w)?{path}\S+)", Mailbox.text(message))
            if links:
                self.page.goto(links[-1])
                return
        letters = [Mailbox.text(message) for message in self.mailbox.to(self.email)]
        raise AssertionError(f"no link to {path} in {letters}")

    def press(self, address: str) -> None:
        self.page.locator(f"form[action*='{address}'] button[type=submit]").first.click()

    @property
    def state(self) -> str:
        return Participant.objects.get(email=self.email).state


@pytest.mark.parametrize("language", ["et", "en", "ru", "uk"])
def test_an_event_is_published_filled_held_counted_and_certified(
    language: str,
    world: World,  # noqa: F811
    new_page: Callable[..., Page],
    sign_in: Callable[..., None],
    axe: Callable[[Page], None],
    mailbox: Mailbox,
) -> None:
    prefix = "" if language == "et" else f"/{language}"
    counted = make.indicator(world.programme)
    make.measure(counted)
    organiser = new_page()
    sign_in(world.coordinator, organiser)
    first = Guest("Mari Maasikas", "mari@example.ee", world.tartu, new_page(), mailbox)
    second = Guest("Oleh Kask", "oleh@example.ee", world.narva, new_page(), mailbox)
    today = timezone.localdate()

    # The organiser plans an event, says that there is one place, and publishes it.
    organiser.goto(f"{prefix}/events/plan/")
    organiser.select_option("[name=kind]", "network_meeting")
    organiser.fill("[name=title]", TITLES[language])
    organiser.fill("[name=start_date]", (today + timedelta(days=1)).isoformat())
    organiser.fill("[name=start_time]", "10:00")
    organiser.fill("[name=place]", "Viljandi")
    organiser.select_option("[name=activity]", str(world.activity.pk))
    organiser.locator(".later > summary").click()
    organiser.select_option("[name=language]", language)
    organiser.fill("[name=purpose]", TITLES[language])
    organiser.check(f"[name=languages][value={language}]")
    organiser.fill("[name=contact_email]", "korraldaja@example.ee")
    organiser.locator(".save-bar button[type=submit]").click()
    expect(organiser).to_have_url(re.compile(r"/events/\d+/"))
    event = Event.objects.get()
    organiser.goto(f"{prefix}/events/{event.pk}/registration/")
    organiser.fill("[name=capacity]", "1")
    organiser.locator(".save-bar button[type=submit]").click()
    organiser.goto(f"{prefix}/events/{event.pk}/publish/")
    organiser.locator("main form button[type=submit]").click()
    event.refresh_from_db()
    assert event.status == EventStatus.PUBLISHED

    # Two register: the first has the place, the second waits and is told why.
    for guest in (first, second):
        guest.register(event, prefix)
        axe(guest.page)
        guest.open_newest("/events/registrations/")
        expect(guest.page.locator("html")).to_have_attribute("lang", language)
        guest.press("/confirm/")
        axe(guest.page)
    assert (first.state, second.state) == ("admitted", "waiting")

    # The first cannot come; the place is offered to the second, who takes it.
    first.page.locator("details:has(form[action*='/withdraw/']) > summary").click()
    first.press("/withdraw/")
    assert (first.state, second.state) == ("cancelled", "offered")
    second.open_newest("/events/registrations/")
    second.page.locator("button[name=answer][value=accept]").click()
    expect(second.page.locator("button[name=answer]")).to_have_count(0)
    assert second.state == "admitted"

    # The day has come: the second is checked in, and the plan's number moves.
    Event.objects.update(start_date=today, end_date=today)
    organiser.goto(f"{prefix}/events/{event.pk}/check-in/")
    axe(organiser)
    organiser.get_by_text(second.name).first.wait_for()
    with organiser.expect_response(lambda answer: answer.request.method == "POST"):
        organiser.locator("li:has-text('Oleh Kask') button").first.click()
    event.refresh_from_db()
    assert (event.status, second.state) == (EventStatus.HELD, "attended")
    refresh_stale_values(now=timezone.now())
    assert IndicatorValue.objects.filter(indicator=counted, value=1).exists()

    # The day after, the second is asked how it was; nobody can see who answered.
    day_after = timezone.localtime() + timedelta(days=1)
    assert send_thanks(now=day_after.replace(hour=10)) == 1
    second.open_newest("/events/feedback/")
    axe(second.page)
    second.page.locator("input[type=radio][value='5']").first.check()
    second.page.locator("main form button[type=submit]").click()
    expect(second.page).to_have_url(re.compile("/feedback/thanks/"))
    assert FeedbackForm.objects.get().language == language

    # The certificate comes by letter; whoever has its code can check it.
    organiser.goto(f"{prefix}/events/{event.pk}/certificates/")
    organiser.locator("button[name=issue]").click()
    second.open_newest("/events/certificates/")
    expect(second.page.locator("main")).to_contain_text(second.name)
    axe(second.page)
    code = Certificate.objects.get().code
    paper = second.page.request.get(f"{prefix}/events/certificates/{code}.pdf")
    assert paper.body().startswith(b"%PDF-")
