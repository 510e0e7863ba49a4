"""Journeys in a real browser: a newcomer's phone, with and without JavaScript, every page."""

from collections.abc import Callable

import pytest
from django.utils import timezone, translation
from playwright.sync_api import Page, expect

from loim.services.actions.journeys.adopting import adopt_journey
from loim.services.actions.journeys.noting import NoteFacts, add_note
from tests.browser import PHONE, has_sideways_scroll, small_targets, walk
from tests.factories import journeys as make
from tests.services.journeys.conftest import Way, way
from tests.world import World, world

pytestmark = pytest.mark.browser
__all__ = ["way", "world"]
SignIn = Callable[..., None]
Axe = Callable[[Page], None]
LIST = "/en/journeys/saabuja/list/?on_arrival=2026-11-02"


@pytest.fixture(autouse=True)
def english(transactional_db: None) -> None:
    translation.activate("en")


def fits(page: Page, axe: Axe) -> list[str]:
    axe(page)
    return [*small_targets(page), *(["sideways"] if has_sideways_scroll(page) else [])]


def test_every_page_wide_and_on_a_phone(
    way: Way, world: World, page: Page, sign_in: SignIn
) -> None:
    now = timezone.now()
    add_note(
        journey=way.journey,
        facts=NoteFacts("gap", 3, "Keegi ei ütle", way.home),
        by=way.by,
        now=now,
    )
    applied = adopt_journey(
        journey=way.journey, organisation=world.rakvere, activity=world.activity, title="Meil",
        start_date=now.date(), by=way.by, now=now,
    )  # fmt: skip
    make.step(way.journey, way.by, "Tee bussikaart")
    make.published(way.journey, way.by, "Bussikaart.")
    design = "/en/journeys/design/"
    addresses = [
        "/en/journeys/", "/en/journeys/saabuja/", f"{LIST}&share=1", "/en/journeys/kept/", design,
        f"{design}new/", *(f"{design}saabuja/{end}" for end in (
            "", "edit/", "stage/", "step/", "preview/", "flags/", "adopt/",
        )),
        f"{design}steps/{way.home.pk}/", "/en/journeys/saabuja/blueprint/",
        *(f"/en/journeys/applied/{applied.pk}/{end}" for end in (
            "", "local/", f"local/{way.home.pk}/", "news/",
        )),
    ]  # fmt: skip
    sign_in(way.by, page)
    walk(page, addresses)


def test_a_newcomer_ticks_off_on_a_phone_and_takes_it_along(
    way: Way, phone: Page, sign_in: SignIn
) -> None:
    phone.goto("/en/journeys/saabuja/")
    phone.get_by_label("When did you arrive in Estonia, or when will you?").fill("2026-11-02")
    phone.get_by_label("No children live with me").check()
    phone.get_by_role("button", name="Show my list").tap()
    expect(phone.get_by_text("By 2 December 2026")).to_be_visible()
    phone.get_by_label("Registreeri elukoht").check()
    expect(phone.get_by_text("1 of 1 done")).to_be_visible()
    phone.reload()
    expect(phone.get_by_label("Registreeri elukoht")).to_be_checked()

    sign_in(way.by, phone)
    phone.reload()
    phone.get_by_role("button", name="Keep it in my account").tap()
    expect(phone.get_by_text("The list is kept in your account.")).to_be_visible()
    phone.evaluate("localStorage.clear()")
    phone.reload()
    expect(phone.get_by_label("Registreeri elukoht")).to_be_checked()


def test_without_javascript_all_of_it_works(
    way: Way, new_page: Callable[..., Page], sign_in: SignIn
) -> None:
    plain = new_page(viewport=PHONE, java_script_enabled=False)
    plain.goto("/en/journeys/saabuja/")
    plain.get_by_label("When did you arrive in Estonia, or when will you?").fill("2026-11-02")
    plain.get_by_role("button", name="Show my list").click()
    expect(plain.get_by_text("By 2 December 2026")).to_be_visible()
    sign_in(way.by, plain)
    plain.goto(LIST)
    plain.get_by_label("Registreeri elukoht").check()
    plain.get_by_role("button", name="Keep it in my account").click()
    expect(plain.get_by_label("Registreeri elukoht")).to_be_checked()
    plain.get_by_label("Registreeri elukoht").uncheck()
    plain.get_by_role("button", name="Save what I ticked").click()
    expect(plain.get_by_label("Registreeri elukoht")).not_to_be_checked()
