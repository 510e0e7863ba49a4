"""The register and a way into a network of cities, walked through wide and on a phone."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from loim.networks.queries.register.own_link import confirmation_link
from tests.browser import has_sideways_scroll, small_targets
from tests.factories import joining as make_joining
from tests.factories import register as make
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def look(page: Page, axe: Callable[[Page], None]) -> None:
    axe(page)
    assert not has_sideways_scroll(page), page.url
    assert small_targets(page) == [], page.url


def test_an_association_confirms_by_its_link_and_the_keeper_sees_it(
    world: World, page: Page, phone: Page, sign_in: Callable[..., None],
    axe: Callable[[Page], None],
) -> None:  # fmt: skip
    now = timezone.now()
    of = make.association(
        world.rakvere, listed_at=now, nationalities=["lv", "lt"], languages=["et", "lv"],
        fields=["culture"], about="Me laulame.", letter_language="en", published=["about", "nationalities"],
    )  # fmt: skip
    of.representatives.create(name="Ilze Laulik", role="esinaine", email="ilze@example.ee")
    of.fundings.create(year=2023, source="city", amount=1500)
    need = make.need(world.rakvere, of, topic="rooms", state="mapped")
    link = confirmation_link(make.asked(of, world.coordinator, now))
    own = re.sub(r"^https?://[^/]+", "", link)

    phone.goto(own)
    look(phone, axe)
    phone.get_by_role("link", name="Something is to be corrected").click()
    look(phone, axe)
    phone.get_by_role("textbox", name="What do you need?").fill("Saali")
    phone.get_by_role("spinbutton", name="Members, about").fill("45")
    phone.get_by_role("button", name="Save and confirm").click()
    expect(phone.get_by_text("You confirmed this on")).to_be_visible()

    sign_in(world.coordinator, page)
    sign_in(world.coordinator, phone)
    page.goto(f"/en/networks/register/{of.pk}/confirming/")
    expect(page.get_by_role("cell", name="45")).to_be_visible()
    look(page, axe)
    for address in (
        "", "desk/", f"{of.pk}/", f"{of.pk}/edit/", "needs/", f"needs/{need.pk}/", "import/",
        "struck-off/",
    ):  # fmt: skip
        phone.goto(f"/en/networks/register/{address}")
        look(phone, axe)
    for address in ("desk/", f"needs/{need.pk}/"):
        page.goto(f"/en/networks/register/{address}")
        look(page, axe)


def test_a_city_walks_its_way_step_by_step(
    world: World, page: Page, phone: Page, sign_in: Callable[..., None],
    axe: Callable[[Page], None],
) -> None:  # fmt: skip
    today = timezone.localdate()
    process = make_joining.process(
        make_joining.cities(world.rakvere, world.activity),
        today - timedelta(days=40), today - timedelta(days=2), today + timedelta(days=90),
        purpose="Õpime teistelt linnadelt.",
    )  # fmt: skip
    first = process.steps.order_by("position").first()
    assert first is not None
    for looked in (page, phone):
        sign_in(world.coordinator, looked)
    page.goto(f"/en/networks/joining/steps/{first.pk}/")
    look(page, axe)
    page.get_by_role("button", name="Done", exact=True).click()
    page.goto(f"/en/networks/joining/{process.pk}/")
    expect(page.get_by_text("1 of 3 steps are done").first).to_be_visible()
    look(page, axe)
    addresses: list[Any] = [f"{process.pk}/", f"steps/{first.pk}/", f"{process.pk}/decide/"]
    for address in addresses:
        phone.goto(f"/en/networks/joining/{address}")
        look(phone, axe)
