"""The browser's own checks catch what they are for."""

import pytest

from tests.browser import axe_violations, has_sideways_scroll, small_targets

pytestmark = pytest.mark.browser


def test_axe_reports_a_picture_without_text_and_a_field_without_label(page):
    page.goto("/")
    page.evaluate(
        "document.querySelector('main').innerHTML = '<img src=\"/static/common/logo.svg\"><input>'"
    )

    found = axe_violations(page)

    assert [line.split(":")[0] for line in found] == ["image-alt", "label"]


def test_axe_reports_text_that_is_too_pale(page):
    page.goto("/")
    page.evaluate("document.querySelector('main').innerHTML = '<p id=pale>Hele tekst</p>'")
    page.evaluate("document.querySelector('#pale').style.color = '#ccc'")

    assert [line.split(":")[0] for line in axe_violations(page)] == ["color-contrast"]


def test_breach_of_the_content_security_policy_is_a_complaint(page):
    page.goto("/")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')")
    page.evaluate("new Promise(requestAnimationFrame)")

    assert any("Content Security Policy" in text for text in page.complaints)
    page.complaints.clear()


def test_small_button_and_wide_page_are_found(page):
    page.goto("/")
    page.evaluate(
        "document.querySelector('main').innerHTML = '<button id=small>x</button><div id=wide>x</div>'"
    )
    page.evaluate(
        "Object.assign(document.querySelector('#small').style, {width: '10px', padding: 0})"
    )
    page.evaluate("document.querySelector('#wide').style.width = '3000px'")

    assert len(small_targets(page)) == 1
    assert has_sideways_scroll(page)
