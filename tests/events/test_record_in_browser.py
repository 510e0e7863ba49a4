"""A coordinator records a finished meeting in a real browser: few steps, nothing lost."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from loim.events.models import Event
from loim.people.actions.municipalities import (
    ensure_municipal_organisations,
    load_municipalities,
)
from loim.people.models import Organisation, Role
from tests.browser import axe_violations, has_sideways_scroll
from tests.factories import (
    activity,
    agreement,
    event,
    membership,
    organisation,
    plan,
    plan_row,
    plan_section,
    plan_version,
    programme,
    user,
)
from tests.world import approve

pytestmark = pytest.mark.browser

TWELVE = """Rakvere LV 2
Rakvere VV
Haljala vald 1
Kadrina\t2
Tapa Vallavalitsus – 3
Vinni vald
2 Viru-Nigula vald
Väike-Maarja VV (2)
Tartu linn
Tallinna LV: 2 inimest
Narva
Eesti Töötukassa 1"""

SignIn = Callable[..., None]


@pytest.fixture
def coordinator(live_server: Any, transactional_db: None) -> Any:
    """Rakvere's coordinator among all 79 municipalities, with one meeting already recorded."""
    load_municipalities(now=timezone.now())
    ensure_municipal_organisations(now=timezone.now())
    organisation("Eesti Töötukassa", kind="state_agency")
    of = programme("Näidisprogramm", slug="naidis")
    coded = activity(of, "3.5.1.3", title="Kommunikatsioon")
    meetings = activity(of, "3.5.1.3", "3", title="Võrgustikukohtumised")
    version = plan_version(plan(of))
    section = plan_section(version, coded)
    plan_row(section, coded, 1)
    plan_row(section, meetings, 2)
    approve(version)
    rakvere = Organisation.objects.get(name="Rakvere Linnavalitsus")
    agreement(of, rakvere)
    person = user("koordinaator@example.ee", name="Rita Näidis")
    membership(person, rakvere, Role.COORDINATOR)
    event(meetings, organiser=rakvere, recorded_by=person, place="Rakvere")
    return person


def newest() -> Event:
    return Event.objects.order_by("-pk").first()  # type: ignore[return-value]


def test_twelve_organisations_take_four_steps(
    coordinator: Any, page: Page, sign_in: SignIn, axe: Callable[[Page], None]
) -> None:
    sign_in(coordinator, page)
    page.goto("/en/my-work/")
    axe(page)
    steps = 0

    page.get_by_role("link", name="Record a finished meeting").first.click()
    steps += 1
    page.get_by_label("Organisations that took part").fill(TWELVE)  # one paste
    steps += 1
    expect(
        page.get_by_role("status").filter(has_text="12 organisations recognised")
    ).to_be_visible()
    axe(page)
    page.get_by_label("Place").fill("Rakvere raamatukogu")
    steps += 1
    page.get_by_role("button", name="Save").click()
    steps += 1
    page.wait_for_url(re.compile(r"/en/events/\d+/$"))

    axe(page)
    made = newest()
    assert steps <= 4
    assert made.title == "Network meeting, Rakvere raamatukogu"
    assert made.activity is not None  # as for the last meeting of this kind
    assert (made.start_date, made.attendances.count()) == (timezone.localdate(), 12)
    assert sum(made.attendances.values_list("people", flat=True)) == 19
    expect(page.get_by_text("municipalities that count: 11")).to_be_visible()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()


def test_what_is_not_recognised_is_asked_while_one_types(
    coordinator: Any, page: Page, sign_in: SignIn, axe: Callable[[Page], None]
) -> None:
    sign_in(coordinator, page)
    page.goto("/en/events/record/")
    page.get_by_label("Organisations that took part").fill("Rakvere LV 2\nUus Selts 4\nTartu 1")
    question = page.get_by_role("group", name="Which organisation is “Uus Selts”?")
    question.get_by_label("A new organisation").check()
    question.get_by_label("What it is").select_option("ngo")
    page.get_by_role("group", name="Which organisation is “Tartu”?").get_by_label(
        "Tartu Linnavalitsus"
    ).check()
    axe(page)
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(re.compile(r"/en/events/\d+/$"))
    assert dict(newest().attendances.values_list("organisation__name", "people")) == {
        "Rakvere Linnavalitsus": 2,
        "Uus Selts": 4,
        "Tartu Linnavalitsus": 1,
    }


def test_a_draft_survives_leaving_the_page_and_ends_with_saving(
    coordinator: Any, page: Page, sign_in: SignIn
) -> None:
    sign_in(coordinator, page)
    page.goto("/en/events/record/")
    page.get_by_label("Organisations that took part").fill(TWELVE)
    page.get_by_label("Place").fill("Sõmeru")
    page.locator("summary", has_text="Tartu maakond").click()
    page.get_by_label("People from Elva vald").fill("3")
    expect(page.get_by_label("Elva vald", exact=True)).to_be_checked()
    page.wait_for_timeout(500)  # the draft is written a moment after the last key

    page.goto("/en/events/")
    page.goto("/en/events/record/")
    expect(page.get_by_text("This is what you had not saved last time.")).to_be_visible()
    expect(page.get_by_label("Place")).to_have_value("Sõmeru")
    expect(page.get_by_label("Elva vald", exact=True)).to_be_checked()
    expect(
        page.get_by_role("status").filter(has_text="12 organisations recognised")
    ).to_be_visible()

    page.get_by_role("button", name="Save").click()
    page.wait_for_url(re.compile(r"/en/events/\d+/$"))
    page.goto("/en/events/record/")
    expect(page.get_by_text("This is what you had not saved last time.")).to_be_hidden()
    expect(page.get_by_label("Organisations that took part")).to_have_value("")
    assert newest().attendances.count() == 13


def test_it_works_without_javascript_by_keyboard_and_on_a_phone(
    coordinator: Any, new_page: Callable[..., Page], sign_in: SignIn
) -> None:
    page = new_page(
        java_script_enabled=False, viewport={"width": 390, "height": 844}, is_mobile=True
    )
    sign_in(coordinator, page)
    page.goto("/en/events/record/")
    page.get_by_label("Organisations that took part").fill("Rakvere LV 2\nUus Selts")
    page.get_by_label("Haljala vald", exact=True).focus()  # its county stands open
    page.keyboard.press("Space")
    page.get_by_label("Place").focus()
    page.keyboard.press("Enter")

    question = page.get_by_role("group", name="Which organisation is “Uus Selts”?")
    question.get_by_label("Leave this line out").check()
    expect(page.get_by_label("Haljala vald", exact=True)).to_be_checked()
    page.get_by_role("button", name="Save").click()

    page.wait_for_url(re.compile(r"/en/events/\d+/$"))
    assert newest().attendances.count() == 2


PAGES = (
    "/en/my-work/",
    "/en/events/",
    "/en/events/record/",
    "/en/events/plan/",
    "/en/events/import/",
    "/en/events/{event}/",
    "/en/events/{event}/edit/",
    "/en/events/{event}/attendance/",
    "/en/networks/",
    "/en/networks/new/",
    "/en/journeys/applied/",
    "/en/journeys/applied/new/",
    "/en/programmes/naidis/agreements/",
    "/en/programmes/agreements/{agreement}/",
)


def test_pages_are_accessible_and_fit_a_phone(
    coordinator: Any, phone: Page, sign_in: SignIn
) -> None:
    rakvere = coordinator.memberships.get().organisation
    keys = {"event": newest().pk, "agreement": rakvere.agreement_parties.get().agreement_id}
    sign_in(coordinator, phone)
    problems: dict[str, object] = {}
    for path in PAGES:
        response = phone.goto(path.format(**keys))
        if response is None or response.status != 200:
            problems[path] = response
        elif found := axe_violations(phone) or has_sideways_scroll(phone):
            problems[path] = found
    assert problems == {}
