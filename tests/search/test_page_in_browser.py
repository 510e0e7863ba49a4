"""The search page as people use it, on a wide screen and on a phone."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import has_sideways_scroll, small_targets


@pytest.mark.browser
def test_one_types_chooses_filters_and_finds_nothing(invented, index, page: Page, phone, axe):
    invented.say(1, "Keelekohvik Narvas", "Räägime keelekohvikus.", facets={"county": ["0045"]})
    invented.say(2, "Keelekohvik Tartus", "Tule ka sina.", kind="guide")
    invented.say(3, "Языковое кафе", "Keelekohvik", language="ru", kind="story")
    index()

    page.goto("/en/")
    field = page.locator(".wide-tools [name=q]")
    field.press_sequentially("keeleko")
    expect(page.get_by_role("option").first).to_have_text("keelekohvik")
    field.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", "suggest-1-0")
    field.press("Enter")
    page.wait_for_url("**/search/?q=keelekohvik")
    expect(page.locator(".search-results li")).to_have_count(3)
    expect(page.locator("mark").first).to_have_text("Keelekohvik")
    expect(page.locator(".search-results [lang=ru]").first).to_be_visible()
    axe(page)
    page.get_by_role("link", name="guide").click()
    expect(page.locator(".search-results li")).to_have_count(1)

    for width in (page, phone):
        for address in ("?q=keelekohvik", "?q=keelekohvik&kind=invented.none", "?q=qwertzuiop", ""):
            width.goto(f"/en/search/{address}")
            assert not has_sideways_scroll(width)
            assert small_targets(width) == []
    axe(phone)
