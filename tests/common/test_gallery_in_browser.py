"""Every component on one page: accessible, narrow enough for a phone, readable on paper."""

import pytest

from tests.browser import has_sideways_scroll, small_targets

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("_gallery")]


def test_every_component_is_accessible_on_a_wide_screen(page, axe):
    page.goto("/gallery/")

    axe(page)
    assert small_targets(page) == []


def test_every_component_is_accessible_and_fits_on_a_phone(phone, axe):
    phone.goto("/gallery/")

    axe(phone)
    assert small_targets(phone) == []
    assert not has_sideways_scroll(phone)


def test_every_component_is_accessible_in_dark_colours(new_page, axe):
    page = new_page(color_scheme="dark")
    page.goto("/gallery/")

    axe(page)
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert background == "rgb(21, 20, 18)"


def test_refused_form_takes_the_reader_to_a_summary_that_links_to_each_field(page, axe):
    page.goto("/gallery/")
    page.evaluate("document.querySelector('main form[method=post]').noValidate = true")
    page.get_by_role("button", name="Salvesta").click()

    summary = page.locator(".ds-error-summary")
    assert summary.evaluate("e => e === document.activeElement")
    axe(page)
    summary.get_by_role("link", name="Pealkiri").click()
    assert page.evaluate("document.activeElement.name") == "title"
    page.locator(".ds-error-summary").get_by_role("link", name="Ulatus").click()
    assert page.evaluate("document.activeElement.id") == "id_scope_group"


def test_page_can_be_used_with_the_keyboard_from_its_first_key(page):
    page.goto("/gallery/")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "ds-skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_printed_page_has_the_content_and_nothing_else(page):
    page.goto("/gallery/")
    page.emulate_media(media="print")

    assert not page.locator(".site-header").is_visible()
    assert not page.locator(".filters").is_visible()
    assert not page.locator(".ds-pagination").is_visible()
    assert page.locator("h1").is_visible()
    assert page.locator(".ds-table").is_visible()


def test_nothing_moves_for_who_asked_for_less_motion(new_page):
    page = new_page(reduced_motion="reduce")
    page.goto("/gallery/")

    slowest = page.evaluate(
        """Math.max(...[...document.querySelectorAll('*')].map(
            e => parseFloat(getComputedStyle(e).transitionDuration) || 0))"""
    )
    assert slowest < 0.001


@pytest.mark.parametrize("address", ["/no-such-page/", "/broken/"])
def test_page_of_an_error_is_accessible_and_fits_on_a_phone(phone, axe, address):
    phone.goto(address)

    axe(phone)
    assert small_targets(phone) == []
    assert not has_sideways_scroll(phone)
    said = [text for text in phone.complaints if "the server responded with a status of" in text]
    assert phone.complaints == said  # the answer's own status, and nothing else
    phone.complaints.clear()
