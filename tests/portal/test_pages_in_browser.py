"""The portal's pages as a person meets them: wide, on a phone, with axe."""

import pytest

from tests import factories

pytestmark = pytest.mark.browser


def test_front_page_is_accessible_to_a_visitor(page, axe):
    factories.programme("Lõimumisprogramm")
    page.goto("/")
    page.screenshot(path="/tmp/look/home.png", full_page=True)
    axe(page)
