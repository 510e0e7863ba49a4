"""The portal's pages as a person meets them: wide, on a phone, in every language, with axe."""

import pytest

from tests import factories
from tests.browser import has_sideways_scroll, misfits

pytestmark = pytest.mark.browser

PAGES = ["/", "/programmes/", "/accessibility/", "/privacy/", "/no-such-page/"]


@pytest.mark.parametrize("address", PAGES)
def test_page_is_accessible_wide_and_on_a_phone(page, address):
    factories.programme("Mitmerahvuselise Eesti lõimumis- ja kohanemisprogramm 2023–2029")

    page.goto(address)
    assert misfits(page) == []
    page.complaints[:] = [text for text in page.complaints if "404" not in text]


@pytest.mark.parametrize("language", ["en", "ru", "uk"])
def test_pages_fit_a_phone_in_every_language(phone, language):
    for address in PAGES[:-1]:
        phone.goto(f"/{language}{address}")
        assert not has_sideways_scroll(phone)


def test_menu_opens_without_a_script(new_page, sign_in, axe):
    phone = new_page(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    sign_in(factories.user(name="Mari Näidis"), phone)
    phone.goto("/en/")

    phone.get_by_text("Menu", exact=True).click()

    assert phone.get_by_role("link", name="My work").first.is_visible()
    assert phone.get_by_role("button", name="Sign out").last.is_visible()


def test_language_is_changed_from_the_page_one_is_on(page):
    page.goto("/en/privacy/?from=mail")

    page.get_by_role("link", name="Українська").click()

    assert page.url.endswith("/uk/privacy/?from=mail")
    assert page.locator("html").get_attribute("lang") == "uk"


def test_signing_out_takes_one_press_from_any_page(page, sign_in):
    sign_in(factories.user(name="Mari Näidis"), page)
    page.goto("/en/")
    page.locator(".wide-tools summary").click()

    page.get_by_role("button", name="Sign out").click()

    assert page.locator(".wide-tools").get_by_role("link", name="Sign in").is_visible()
