"""Pages, news and the library in a real browser, wide and on a phone, with and without scripts."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django import Settings

from loim.content.actions.links.asking import Answer
from loim.content.actions.links.checking import record_answer
from loim.content.actions.links.gathering import gather_links
from loim.content.models import Link, MediaFile, Redirect, TranslationWish
from tests.browser import walk
from tests.factories import pages
from tests.world import World, world

pytestmark = pytest.mark.browser
__all__ = ["world"]
NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
BODY = (
    "<h2>Kuhu minna</h2><p>Vaata <a href='https://kadunud.example.ee/v%C3%A4ga-pikk-aadress'>siit"
    "</a>.</p><table><tr><th>Päev</th><th>Kell</th></tr><tr><td>E</td><td>9–17</td></tr></table>"
)


@pytest.fixture
def lively(transactional_db: None, world: World, settings: Settings, tmp_path: object) -> World:
    settings.MEDIA_ROOT = tmp_path
    by, today = world.coordinator, timezone.localdate()
    picture = pages.media(world.rakvere, by, NOW, caption="Vaade", credit="Mari Maalija")
    place = world.rakvere.municipality
    home = pages.page(
        world.rakvere, by, NOW, "Uustulnukale", BODY, picture=picture, municipality=place
    )
    pages.page(world.rakvere, by, NOW, "Keel", parent=home)
    pages.translated(home, "ru", by, NOW, title="Новому жителю", lead="Да.", body=BODY)
    pages.translated(home, "et", by, NOW, title="Uustulnukale Rakveres")
    pages.page(world.rakvere, by, NOW, "Vana", expiry_date=today - timedelta(days=1))
    pages.news(
        world.rakvere, by, NOW, "Kuusk saab tuled", short="Tule laulma!", news_date=today,
        picture=picture,
    )  # fmt: skip
    Redirect.objects.create(
        owner=world.rakvere, from_path="/vana/", to_path="/pages/uustulnukale/", made_at=NOW
    )
    gather_links(now=NOW)
    link = Link.objects.get(address__contains="kadunud")
    record_answer(link=link, answer=Answer("failing", "no_host"), now=NOW)
    return world


def test_every_page_reads_well_wide_and_on_a_phone(
    lively: World, page: Page, sign_in: Callable[..., None]
) -> None:
    read = ("pages/", "pages/uustulnukale/", "news/", "news/kuusk-saab-tuled/")
    walk(page, [*(f"/en/{path}" for path in read), "/ru/pages/uustulnukale/"])
    expect(page.get_by_role("note")).to_be_visible()
    sign_in(lively.coordinator, page)
    media = MediaFile.objects.get()
    kept = (
        "pages/uustulnukale/", "pages/uustulnukale/settings/", "pages/new/", "pages/expired/",
        "pages/redirects/", "news/choose/", "news/kuusk-saab-tuled/short/", "media/",
        f"media/{media.pk}/", "media/new/", "texts/links/",
    )  # fmt: skip
    walk(page, [f"/en/{path}" for path in kept])


def test_choosing_and_copying_work_without_scripts_too(
    lively: World, new_page: Callable[..., Page], sign_in: Callable[..., None]
) -> None:
    without = new_page(java_script_enabled=False)
    sign_in(lively.coordinator, without)
    without.goto("/en/news/choose/")
    without.get_by_role("checkbox", name=re.compile("Українська.*Kuusk")).check()
    without.get_by_role("button", name="Save the choice").click()
    expect(without.get_by_text("3 decisions are new")).to_be_visible()
    wanted = TranslationWish.objects.filter(is_wanted=True).values_list("language", flat=True)
    assert list(wanted) == ["uk"]

    without.goto("/en/news/kuusk-saab-tuled/short/")
    expect(without.get_by_text("Tule laulma!")).to_be_visible()
    expect(without.get_by_role("button", name="Copy")).to_be_hidden()

    with_scripts = new_page(permissions=["clipboard-read", "clipboard-write"])
    sign_in(lively.coordinator, with_scripts)
    with_scripts.goto("/en/news/kuusk-saab-tuled/short/")
    with_scripts.get_by_role("button", name="Copy").click()
    expect(with_scripts.get_by_role("button", name="Copied")).to_be_visible()
    copied = with_scripts.evaluate("() => navigator.clipboard.readText()")
    assert copied == "Tule laulma! http://127.0.0.1/news/kuusk-saab-tuled/"
