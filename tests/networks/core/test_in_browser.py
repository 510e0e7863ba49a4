"""A coordinator records a body with seats and fills one; a member consents on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from loim.networks.models import Mandate, Member, Network
from loim.networks.queries.own_link import MEMBER, own_key
from tests.browser import has_sideways_scroll, small_targets
from tests.world import World

pytestmark = pytest.mark.browser


def test_a_body_gets_seats_and_a_member_who_consents(
    world: World, page: Page, phone: Page, sign_in, axe
) -> None:
    sign_in(world.coordinator, page)
    sign_in(world.coordinator, phone)

    def look(at: Page) -> None:
        axe(at)
        assert not has_sideways_scroll(at)
        assert small_targets(at) == []

    page.goto("/en/networks/new/")
    look(page)
    page.locator("input[name=name]").fill("Noortekogu")
    page.locator("select[name=kind]").select_option("participatory_body")
    page.locator("select[name=activity]").select_option(str(world.activity.pk))
    page.locator("input[name=start_date]").fill("2023-09-01")
    page.locator("input[name=term_months]").fill("24")
    page.locator("input[name=is_public]").check()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("The network is saved.").wait_for()
    body = Network.objects.get()

    page.goto(f"/en/networks/{body.pk}/members/new/")
    look(page)
    page.locator("input[name=name]").fill("Mari Näidis")
    page.locator("input[name=email]").fill("mari@example.ee")
    page.locator("input[name=start_date]").fill("2023-09-01")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("1 member is added.").wait_for()
    look(page)
    page.goto(f"/en/networks/{body.pk}/seats/new/")
    look(page)
    page.locator("input[name=title]").fill("Noorte esindaja")
    page.locator("input[name=number]").fill("2")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("2 seats are added.").wait_for()
    page.get_by_role("link", name="Fill it").first.click()
    look(page)
    mari = Member.objects.get()
    page.locator("select[name=member]").select_option(str(mari.pk))
    page.get_by_role("button", name="Save the nomination").click()
    page.get_by_text("The seat is filled.").wait_for()
    look(page)
    held = Mandate.objects.get()

    _on_a_phone(phone, body, mari, held, look)


def _on_a_phone(
    phone: Page, body: Network, mari: Member, held: Mandate, look: Callable[[Page], None]
) -> None:
    for path in (
        f"{body.pk}/", f"{body.pk}/seats/", f"{body.pk}/members/", f"seats/{held.seat_id}/", "",
    ):  # fmt: skip
        phone.goto(f"/en/networks/{path}")
        look(phone)
    phone.context.clear_cookies()
    phone.goto(f"/en/networks/{body.pk}/")
    assert phone.get_by_text("Mari Näidis").count() == 0
    phone.goto(f"/en/networks/own/{own_key(MEMBER, mari.uuid)}/")
    look(phone)
    phone.get_by_role("button", name="Yes, list me").click()
    phone.get_by_text("You are listed.").wait_for()
    phone.goto(f"/en/networks/{body.pk}/")
    assert phone.get_by_text("Mari Näidis").count() == 1
    look(phone)
