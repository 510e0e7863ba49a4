"""A translator's day in the browser, wide and on a phone, with and without scripts."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from loim.content.actions.writing import save_draft
from loim.content.models import Text
from tests.browser import PHONE, axe_violations, has_sideways_scroll, small_targets
from tests.factories import content as make
from tests.world import World

pytestmark = pytest.mark.browser
SignIn = Callable[..., None]
FROM_WORD = (
    "<p class=MsoNormal style='margin:0cm'><b>Tähtis</b><o:p></o:p></p>"
    "<script>window.wasRun = 1</script><img src=x onerror='window.wasRun = 1'>"
)


@pytest.fixture
def stale(live_server: Any, transactional_db: None, world: World, now: datetime) -> Text:
    by = world.coordinator
    text = make.text(world.rakvere, by, now, body="<p>Tule 10 päeva jooksul.</p><p>Tasuta.</p>")
    make.published(text, "et", by, now)
    make.published(text, "ru", by, now, title="Привет", body="<p>Придите.</p>")
    make.published(text, "et", by, now, body="<p>Tule 30 päeva jooksul.</p><p>Tasuta.</p>")
    return text


def look(page: Page) -> None:
    assert axe_violations(page) == []
    assert not has_sideways_scroll(page)
    assert small_targets(page) == []


def test_a_translator_brings_a_stale_text_up_to_date(
    stale: Text, world: World, page: Page, sign_in: SignIn
) -> None:
    sign_in(world.coordinator, page)
    page.goto("/en/texts/?what=stale")
    look(page)
    page.get_by_role("link", name="Привет").click()
    expect(page.locator("ins")).to_have_text("added: 30")
    look(page)

    area = page.get_by_role("textbox", name="Body")
    area.click()
    area.press("Control+a")
    area.press_sequentially("Придите за 30 дней.")
    page.evaluate(
        """html => {
            const data = new DataTransfer();
            data.setData("text/html", html);
            document.querySelector(".rich-area")
                .dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        FROM_WORD,
    )
    expect(page.locator("[data-saved]")).to_contain_text("Draft saved")
    draft = stale.states.get(language="ru").draft
    assert "за 30 дней" in draft.get("body")
    assert "<strong>Tähtis</strong>" in draft.get("body")
    assert page.evaluate("() => window.wasRun") is None

    page.set_viewport_size(PHONE)
    page.reload()
    expect(area).to_contain_text("за 30 дней")
    assert not has_sideways_scroll(page)
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("readers see it now")).to_be_visible()
    assert stale.states.get(language="ru").state == "current"
    page.get_by_role("link", name="Versions").click()
    look(page)
    for url in ("/en/texts/all/", "/en/texts/"):
        page.goto(url)
        assert not has_sideways_scroll(page)
        assert small_targets(page) == []


def test_two_people_meet_and_nothing_typed_is_lost(
    stale: Text, world: World, page: Page, sign_in: SignIn, now: datetime
) -> None:
    sign_in(world.coordinator, page)
    page.goto(f"/en/texts/{stale.pk}/ru/")
    save_draft(
        text=stale, language="ru", fields={"title": "Их текст"}, seen_revision=0,
        by=world.coordinator, now=now,
    )  # fmt: skip
    page.get_by_role("textbox", name="Title").fill("Мой текст")
    expect(page.locator("[data-saved]")).to_contain_text("Somebody else saved")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_role("textbox", name="Title")).to_have_value("Мой текст")
    expect(page.locator(".is-theirs del").first).to_contain_text("Их")
    page.complaints.clear()  # type: ignore[attr-defined]  # the browser reports 409 as an error


def test_without_scripts_paragraphs_are_typed_as_they_are(
    stale: Text, world: World, new_page: Callable[..., Page], sign_in: SignIn
) -> None:
    page = new_page(java_script_enabled=False, viewport=PHONE)
    sign_in(world.coordinator, page)
    page.goto(f"/en/texts/{stale.pk}/uk/")
    page.get_by_role("textbox", name="Title").fill("Привіт")
    page.get_by_role("textbox", name="Body").fill("Перший\n\nДругий")
    page.get_by_role("button", name="Publish", exact=True).click()
    assert stale.states.get(language="uk").current.get("body") == "<p>Перший</p><p>Другий</p>"
