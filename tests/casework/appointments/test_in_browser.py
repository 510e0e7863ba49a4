"""Somebody books in Ukrainian on a phone, the counsellor marks who came, a referral comes back.

The clock is real here: the next Monday's hours are looked for."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone, translation
from playwright.sync_api import Page, expect

from loim.casework.actions.referrals.writing import send_referral
from loim.casework.models import Appointment, Client, Referral
from loim.casework.queries.appointments.own_links import appointment_path
from loim.people.models import Organisation
from tests.browser import has_sideways_scroll, small_targets, walk
from tests.casework.conftest import Desks
from tests.factories import appointments as make
from tests.factories.casework import client, counsellor
from tests.factories.services import topic
from tests.mail import Mailbox, run_jobs

pytestmark = pytest.mark.browser
SignIn = Callable[..., None]
Axe = Callable[[Page], None]


def kept(of: Organisation, name: str = "Mari Näidis") -> Client:
    """The record and the consent to it are written together."""
    with transaction.atomic():
        return make.contact(client(of, name=name))


def fits(page: Page, axe: Axe) -> list[str]:
    axe(page)
    return [*small_targets(page), *(["sideways"] if has_sideways_scroll(page) else [])]


@pytest.fixture
def open_desks(transactional_db: None, desks: Desks) -> Desks:
    translation.activate("en")
    place = make.room(desks.rakvere, address="Näidise 1")
    for weekday in range(5):
        make.hours(desks.rakvere, desks.anu, weekday=weekday, room=place)
    return desks


def test_from_a_phone_in_ukrainian_to_the_counsellors_calendar(
    open_desks: Desks, page: Page, phone: Page, sign_in: SignIn, axe: Axe, mailbox: Mailbox
) -> None:
    topic(name="Elukoht", translations={"uk": {"name": "Житло"}})
    phone.goto(f"/uk/counselling/booking/{open_desks.rakvere.pk}/")
    assert fits(phone, axe) == []
    phone.locator("select[name=topic]").select_option(label="Житло")
    phone.locator("select[name=language]").select_option("uk")
    phone.locator("main form button[type=submit]").tap()
    expect(phone.locator(".slots a").last).to_be_visible()
    assert fits(phone, axe) == []
    phone.locator(".slots a").last.tap()
    phone.locator("input[name=name]").fill("О. К.")
    phone.locator("main form button[type=submit]").tap()
    # Neither an e-mail nor a phone: said by the field, and the name is still there.
    expect(phone.locator(".ds-error-summary")).to_be_visible()
    expect(phone.locator("input[name=name]")).to_have_value("О. К.")
    assert fits(phone, axe) == []
    phone.locator("input[name=email]").fill("olena@example.ee")
    phone.locator("main form button[type=submit]").tap()
    expect(phone.locator(".own-when")).to_be_visible()
    assert fits(phone, axe) == []
    run_jobs()
    [letter] = mailbox.to("olena@example.ee")
    assert letter["Content-Language"] == "uk"
    booked = Appointment.objects.get()
    body = letter.get_body()
    assert body
    assert appointment_path(booked).split("/")[-2] in body.get_content()

    phone.locator("a[href='?change#times']").tap()
    phone.locator(".slots button").first.tap()
    expect(phone.locator(".ds-alert, [role=status]").first).to_be_visible()
    moved = Appointment.objects.get()
    assert moved.starts_at < booked.starts_at

    # Its time has come.
    now = timezone.now()
    Appointment.objects.update(
        starts_at=now - timedelta(minutes=40), ends_at=now - timedelta(minutes=10)
    )
    sign_in(open_desks.anu, page)
    page.goto(f"/en/counselling/appointments/{moved.uuid}/")
    expect(page.get_by_text("О. К.")).to_be_visible()
    page.get_by_role("button", name="Came", exact=True).click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert Appointment.objects.get().state == "came"


def test_a_referral_goes_out_and_its_outcome_comes_back(
    open_desks: Desks, page: Page, phone: Page, sign_in: SignIn, axe: Axe, mailbox: Mailbox
) -> None:
    make.recipient(open_desks.rakvere)
    topic(name="Elukoht")
    of = kept(open_desks.rakvere, "Olena Kravets")
    sign_in(open_desks.anu, page)
    page.goto(f"/en/counselling/referrals/new/?client={of.uuid}")
    page.get_by_label("Recipient").select_option(label="MTÜ Näidisabi")
    page.get_by_label("Topic").select_option(label="Elukoht")
    page.get_by_role("textbox", name="What help is needed").fill("Otsib korterit.")
    page.get_by_role("checkbox", name="Name", exact=True).check()
    page.get_by_role("button", name="See what will be passed on").click()
    expect(page.get_by_text("This, and nothing else, will be passed on")).to_be_visible()
    assert fits(page, axe) == []
    page.get_by_label("Said so, face to face").check()
    page.get_by_role("button", name="The client agrees: send").click()
    expect(page.get_by_text("Sent. You are told when they answer.")).to_be_visible()
    run_jobs()
    found = re.search(r"/counselling/referred/\S+", mailbox.text(mailbox.to("abi@example.ee")[0]))
    assert found
    phone.goto(f"/en{found.group()}")
    assert fits(phone, axe) == []
    phone.get_by_role("button", name="Open").tap()
    expect(phone.get_by_text("Olena Kravets")).to_be_visible()
    assert fits(phone, axe) == []
    phone.get_by_role("button", name="Accept").tap()
    expect(phone.get_by_text("You accepted.")).to_be_visible()
    phone.get_by_label("Your answer").fill("Leidis korteri.")
    phone.get_by_role("button", name="Tell the counsellor").tap()
    expect(phone.get_by_text("You told what came of it.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Leidis korteri.")).to_be_visible()
    assert Referral.objects.get().state == "done"


def test_every_page_is_accessible_wide_and_on_a_phone(
    open_desks: Desks, page: Page, sign_in: SignIn
) -> None:
    now, watcher = timezone.now(), counsellor(open_desks.rakvere, name="Vaike Valvur")
    of = kept(open_desks.rakvere)
    at = now + timedelta(minutes=5)
    booked = make.appointment(open_desks.rakvere, open_desks.anu, at, now, client=of)
    person = make.interpreter(open_desks.rakvere)
    visit = make.visit(open_desks.rakvere, watcher, open_desks.anu, at, now, client=of)
    received = make.referral(
        kept(open_desks.tartu),
        make.recipient(open_desks.tartu, counsels=open_desks.rakvere),
        open_desks.olev,
        now,
    )
    send_referral(referral=received, consent_given="phone", by=open_desks.olev, now=now)
    draft = make.referral(of, make.recipient(open_desks.rakvere), open_desks.anu, now)
    base, referrals = "/en/counselling/appointments/", "/en/counselling/referrals/"
    addresses = [
        base, f"{base}?view=day", f"{base}new/?client={of.uuid}", f"{base}{booked.uuid}/",
        f"{base}{booked.uuid}/move/", f"{base}tasks/", f"{base}visits/", f"{base}visits/new/",
        f"{base}visits/{visit.uuid}/", f"{base}hours/", f"{base}rooms/", f"{base}interpreters/",
        f"{base}interpreters/{person.pk}/", f"{base}interpreters/costs/", referrals,
        f"{referrals}?which=received", f"{referrals}{received.uuid}/", f"{referrals}{draft.uuid}/",
        f"{referrals}{draft.uuid}/edit/", f"{referrals}recipients/", f"{referrals}statistics/",
        "/en/counselling/booking/", f"{appointment_path(booked)}?change",
    ]  # fmt: skip
    sign_in(open_desks.anu, page)
    walk(page, addresses)
