"""One long walk: an editor builds, three phones answer, the group agrees, the result is read."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from loim.assessments.models import Assessment, Sheet
from loim.assessments.queries.link import group_key
from tests.browser import PHONE, WIDE, has_sideways_scroll, small_targets
from tests.factories import assessments as make
from tests.factories import organisation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# A folder to keep pictures of the pages in, for looking at them.
PICTURES = os.environ.get("LOIM_PICTURES", "")


def looks_right(page: Page, axe: Callable[[Page], None], name: str) -> None:
    for shape, size in (("phone", PHONE), ("wide", WIDE)):
        page.set_viewport_size(size)
        assert not has_sideways_scroll(page), (name, shape)
        assert small_targets(page) == [], (name, shape)
        if PICTURES:
            page.screenshot(path=str(Path(PICTURES) / f"{name}-{shape}.png"), full_page=True)
    axe(page)


def add(page: Page, link: str, **fields: str) -> None:
    page.get_by_role("link", name=link).first.click()
    for label, text in fields.items():
        page.get_by_label(label.replace("_", " "), exact=True).first.fill(text)
    page.get_by_role("button", name="Save").click()


def test_three_phones_answer_and_the_group_reads_its_result(  # noqa: PLR0915  # one walk
    page: Page, phone: Page, sign_in: Callable[..., None], axe: Callable[[Page], None]
) -> None:
    village = make.subject(organisation("Näidisküla selts"), name="Näidisküla")
    who, asked = make.leader(village), make.published(asks_evidence=True)
    make.finished(village, asked, who, 1, 0, 1, 0)
    sign_in(who, page)

    page.goto(f"/en/assessments/subjects/{village.pk}/", timeout=60_000)  # the first page
    looks_right(page, axe, "subject")
    page.get_by_role("button", name="Begin").first.click()
    looks_right(page, axe, "begun")
    page.get_by_role("button", name="Open the link").click()
    row = Assessment.objects.get(state="alone")
    key = group_key(row)
    make.sheet(row, "a" * 30, 0, 2, 1, None)
    make.sheet(row, "b" * 30, 2, 2, 0, 1)

    phone.goto(f"/en/assessments/alone/{key}/")
    looks_right(phone, axe, "alone-start")
    phone.set_viewport_size(PHONE)
    phone.get_by_role("link", name="Begin").click()
    phone.get_by_label("Jah").first.check()
    looks_right(phone, axe, "alone-theme")
    phone.get_by_role("button", name="Save and go on").click()
    phone.get_by_role("button", name="Back").click()
    expect(phone.get_by_label("Jah").first).to_be_checked()
    phone.get_by_role("button", name="Save and go on").click()
    phone.get_by_role("button", name="Done").click()
    expect(phone.get_by_role("heading", name="Thank you!")).to_be_visible()
    assert Sheet.objects.count() == 3

    page.reload()
    looks_right(page, axe, "alone-progress")
    page.get_by_role("link", name="Poster to print").click()
    looks_right(page, axe, "poster")
    page.go_back()
    page.get_by_role("button", name="Close answers and go on together").click()
    looks_right(page, axe, "together")
    page.get_by_role("link", name="Begin").click()
    looks_right(page, axe, "together-theme")
    page.get_by_label("Jah").first.check()
    page.get_by_label("What we talked about").first.fill("Kaks kolmest teadsid.")
    page.get_by_role("button", name="Agreed").first.click()
    expect(page.get_by_role("button", name="Save again")).to_have_count(1)
    statements = list(row.version.statements.order_by("pk"))
    make.agreed_rest(row, who, statements[1:], 2)
    page.goto(f"/en/assessments/{row.pk}/together/")
    page.get_by_role("button", name="Finish and see the result").click()
    expect(page.get_by_text("100 % (8 of 8 points)")).to_be_visible()
    looks_right(page, axe, "result")
    page.emulate_media(media="print")
    assert page.locator(".phases").is_visible()
    assert not page.locator(".site-header").is_visible()
    if PICTURES:
        page.pdf(path=str(Path(PICTURES) / "result.pdf"))
    page.emulate_media(media="screen")
    page.get_by_role("link", name="Over time").click()
    looks_right(page, axe, "history")


def test_an_editor_builds_a_questionnaire(
    page: Page, sign_in: Callable[..., None], axe: Callable[[Page], None]
) -> None:
    owner = organisation("Küsimustike koda")
    sign_in(make.editor(owner), page)

    page.goto("/en/assessments/new/", timeout=60_000)
    page.get_by_label("Title", exact=True).first.fill("Koduküla")
    page.get_by_label("Short name in the address").fill("kodukyla")
    looks_right(page, axe, "new")
    page.get_by_role("button", name="Save").click()
    add(page, "Add a level", Name="Alguses", From_how_many_per_cent="0")
    add(page, "Add a level", Name="Kaugel", From_how_many_per_cent="60")
    add(page, "Add a theme", Title="Inimesed")
    page.get_by_role("link", name="Add a statement to: Inimesed").click()
    page.get_by_label("Statement or question").first.fill("Tunneme naabreid.")
    looks_right(page, axe, "statement")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Add a next step").click()
    looks_right(page, axe, "step")
    page.goto("/en/assessments/questionnaires/kodukyla/build/")
    looks_right(page, axe, "build")
    page.get_by_role("link", name="Look through and publish").click()
    looks_right(page, axe, "publish")
    page.get_by_role("button", name="Publish the version").click()
    expect(page.get_by_role("heading", name="Koduküla")).to_be_visible()
    looks_right(page, axe, "questionnaire")
