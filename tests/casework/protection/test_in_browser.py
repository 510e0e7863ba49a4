"""Records opened from outside, and what a client may ask for, in a real browser with axe."""

from collections.abc import Callable

import pytest
from django.utils import translation
from playwright.sync_api import Page, expect

from loim.casework.models import BreakGlass, Client, Tombstone
from loim.casework.queries.clients.own_link import link_hash_of, own_path_of
from loim.people.models import Role
from tests.browser import has_sideways_scroll, small_targets
from tests.casework.conftest import Desks, desks
from tests.factories.casework import client
from tests.factories.people import membership, user

pytestmark = pytest.mark.browser
__all__ = ["desks"]
ROOM = "/en/counselling/protection/"


def test_a_glass_is_broken_looked_into_and_reviewed_and_a_client_is_forgotten(
    transactional_db: None, desks: Desks, page: Page, phone: Page,
    sign_in: Callable[..., None], axe: Callable[[Page], None],
) -> None:  # fmt: skip
    def fits(screen: Page, address: str) -> None:
        answer = screen.goto(address, timeout=60_000)
        assert answer, address
        assert (address, answer.status) == (address, 200)
        axe(screen)
        assert (address, small_targets(screen), has_sideways_scroll(screen)) == (address, [], False)

    translation.activate("en")
    head = user("head@example.ee", name="Hele Haldur-Pikknimeline")
    membership(head, desks.rakvere, Role.ADMINISTRATOR)
    of = client(desks.rakvere, name="Mari Väljamõeldisenimeline-Näidis")
    of.link_hash = link_hash_of(of.link_seed)
    of.save()

    # The administrator finds the way from the menu of the account, and opens all records.
    sign_in(head, page)
    page.goto("/en/my-work/")
    page.locator("header details.menu:not(.narrow-menu) summary").click()
    page.locator("header").get_by_role("link", name="Protection of the records").first.click()
    axe(page)
    page.get_by_role("link", name="Open records").click()
    page.get_by_label("all records of the organisation").check()
    page.get_by_label("Why?").fill("The client complained and asked for an answer.")
    page.get_by_role("button", name="Open for reading").click()
    opening = BreakGlass.objects.get()
    fits(page, f"{ROOM}openings/{opening.pk}/")
    page.locator("main a[href*='/clients/']").first.click()
    expect(page.get_by_role("heading", name="Mari Väljamõeldisenimeline-Näidis")).to_be_visible()
    axe(page)

    # On a phone a counsellor reviews it, and erases a record on the client's request.
    sign_in(desks.anu, phone)
    fits(phone, ROOM)
    fits(phone, f"{ROOM}openings/{opening.pk}/")
    phone.get_by_role("button", name="I have looked at this").tap()
    expect(phone.get_by_text("It is written down that you have seen it.")).to_be_visible()
    fits(phone, own_path_of(of) + "views/")
    expect(phone.get_by_text("from outside, with a written reason")).to_be_visible()
    fits(phone, f"{ROOM}retention/")
    fits(phone, f"{ROOM}clients/{of.uuid}/")
    fits(phone, f"{ROOM}clients/{of.uuid}/erase/")
    phone.get_by_role("button", name="Erase for good").tap()
    expect(phone.get_by_text("Say that you know it").last).to_be_visible()
    assert Client.objects.exists()
    phone.get_by_label("the client asked for it").check()
    phone.get_by_role("checkbox").check()
    phone.get_by_role("button", name="Erase for good").tap()
    expect(phone.get_by_text("The record is erased")).to_be_visible()
    assert not Client.objects.exists()
    assert Tombstone.objects.count() == 1
    fits(phone, f"{ROOM}erased/")
    fits(phone, f"{ROOM}openings/{opening.pk}/")
