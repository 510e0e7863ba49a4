"""Field visits in a real browser: wide and on a phone, with and without JavaScript."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from loim.events.queries.registration.own_link import own_key_for
from loim.people.models import Role, User
from loim.visits.actions.releasing import release_visit
from loim.visits.models import MediaItem, Visit
from tests.browser import axe_violations, has_sideways_scroll, small_targets, walk
from tests.factories import activity as activity_of
from tests.factories import agreement, membership, municipality_organisation, programme, user
from tests.factories.visits import group, host, leg, note, visit, visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SignIn = Callable[..., None]


@pytest.fixture
def organiser(transactional_db: None) -> User:
    of = programme()
    rakvere = municipality_organisation("Rakvere linn")
    agreement(of, rakvere)
    activity_of(of)
    person = user("korraldaja@example.ee", name="Kaia Korraldaja")
    membership(person, rakvere, Role.COORDINATOR)
    return person


@pytest.fixture
def trip(organiser: User) -> Visit:
    """Two days from today, two groups, something that does not fit, a host who cancelled."""
    now = timezone.now()
    of = visit(
        organiser=organiser.memberships.get().organisation,
        title="Ametnike välitööd Ida-Virumaal",
        start_date=timezone.localdate(),
        published_at=now,
        recorded_by=organiser,
        goals="Tutvuda piirkonna oludega.",
        report_summary="Hea käik.",
    )
    mari, jyri = visitor(of, "Mari Maasikas"), visitor(of, "Jüri Jõhvikas")
    youth, business = group(of, "Noored", mari), group(of, "Ettevõtlus", jyri)
    center = host(of, "Narva noortekeskus", contact_name="Karl Kontakt", contact_phone="+372555")
    one = leg(of, "09:00", "10:00", title="Narva linnavalitsus", host=host(of), places=1)
    leg(of, "10:05", "10:30", kind="transport", to_town="Jõhvi", title="Buss Jõhvi", places=20)
    leg(of, "23:00", "23:30", groups=[youth], title="Noortekeskus", host=center,
        answer="cancelled", cancel_reason="Torud lõhkesid")  # fmt: skip
    leg(of, "23:00", "23:40", groups=[business], title="Ettevõtjad", town="Narva")
    leg(of, "12:00", "13:00", kind="meal", title="Lõuna", day=of.event.end_date)
    note(one, "Räägiti noortest.", author=mari)
    MediaItem.objects.create(visit=of, date=of.event.start_date, outlet="Leht", title="Käidi")
    release_visit(visit=of, despite_conflicts=True, by=organiser, now=now)
    leg(of, "15:00", "16:00", title="Muuseum", day=of.event.start_date + timedelta(days=1))
    return of


def problems(page: Page) -> object:
    return axe_violations(page) or has_sideways_scroll(page) or small_targets(page)


def paths(of: Visit) -> list[str]:
    meeting = of.legs.earliest("start_at")
    someone = of.event.participants.earliest("pk")
    host_ = of.hosts.earliest("pk")
    key = own_key_for(someone)
    base = f"/en/visits/{of.pk}/"
    return [
        "/en/visits/",
        base,
        *(f"{base}{part}/" for part in (
            "plan", "edit", "people", "travel", "hosts", "notes", "feedback", "media", "report",
            "report/edit", "legs/new", "hosts/new", f"legs/{meeting.pk}",
            f"legs/{meeting.pk}/people", f"legs/{meeting.pk}/notes", f"hosts/{host_.pk}",
            f"people/{someone.pk}", f"groups/{of.groups.earliest('pk').pk}",
        )),
        f"/en/visits/host/{host_.own_key}/",
        f"/en/visits/own/{key}/",
        f"/en/visits/own/{key}/legs/{meeting.pk}/",
        f"/en/visits/own/{key}/notes/{meeting.notes.get().pk}/",
        f"/en/visits/own/{key}/days/{of.event.start_date}/",
    ]  # fmt: skip


def test_every_page_is_accessible_and_fits(
    trip: Visit, organiser: User, page: Page, sign_in: SignIn
) -> None:
    sign_in(organiser, page)
    walk(page, paths(trip))


def test_a_day_takes_one_paste_and_one_button(
    trip: Visit, organiser: User, page: Page, sign_in: SignIn
) -> None:
    sign_in(organiser, page)
    page.goto(f"/en/visits/{trip.pk}/plan/")
    page.get_by_text("Paste a day").click()
    page.get_by_label("The day, one leg on each line").fill(
        "17.00–18.00 Sillamäe kultuurikeskus\n18.15–19.00 Buss: Sillamäe – Narva"
    )
    expect(page.get_by_role("status").filter(has_text="2 legs are understood.")).to_be_visible()
    page.get_by_role("button", name="Save the legs").click()
    expect(page.get_by_text("2 legs are added.")).to_be_visible()
    expect(page.get_by_role("link", name="Sillamäe kultuurikeskus", exact=True)).to_be_visible()


def test_a_note_begun_on_a_phone_survives_the_phone_falling_asleep(
    trip: Visit, phone: Page
) -> None:
    someone = trip.event.participants.earliest("pk")
    meeting = trip.legs.earliest("start_at")
    there = f"/en/visits/own/{own_key_for(someone)}/legs/{meeting.pk}/"
    phone.goto(there)
    phone.locator("#id_text").fill("Räägiti huviringidest")
    phone.wait_for_timeout(500)

    phone.goto("/en/visits/")
    phone.goto(there)
    expect(phone.locator("#id_text")).to_have_value("Räägiti huviringidest")
    phone.get_by_role("button", name="Keep the note").click()
    expect(phone.get_by_text("The note is kept.")).to_be_visible()
    expect(phone.locator("#id_text")).to_have_value("")
    assert meeting.notes.filter(text="Räägiti huviringidest").count() == 1


def test_a_host_cancels_without_javascript_and_the_organiser_sees_it_in_big(
    trip: Visit, organiser: User, new_page: Callable[..., Page], sign_in: SignIn, page: Page
) -> None:
    late = leg(
        trip,
        "20:00",
        "21:00",
        title="Muuseumiöö",
        host=host(trip, "Muuseum"),
        day=trip.event.end_date,
    )
    assert late.host is not None
    plain: Any = new_page(java_script_enabled=False)
    plain.goto(f"/en/visits/host/{late.host.own_key}/")
    plain.get_by_text("We have to cancel").click()
    plain.get_by_label("Why you have to cancel").fill("Maja on suletud")
    plain.get_by_role("button", name="Cancel the meeting").click()
    expect(plain.get_by_text("You have cancelled this meeting.")).to_be_visible()

    sign_in(organiser, page)
    page.goto(f"/en/visits/{trip.pk}/plan/")
    heading = page.get_by_role("heading", name="The host has cancelled: Muuseumiöö")
    expect(heading).to_be_visible()
    assert page.get_by_role("heading", name="The host has cancelled").count() == 2
