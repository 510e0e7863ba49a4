"""Pages of surveys in a real browser: answered, resumed, accessible, on a phone, too."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from loim.surveys.models import Draft, Sheet, Survey, UrnSheet
from tests.browser import has_sideways_scroll, small_targets, walk
from tests.factories import surveys as make
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def now_open(survey: Survey) -> Survey:
    now = timezone.now()
    survey.opens_at, survey.closes_at = now - timedelta(days=1), now + timedelta(days=5)
    survey.save()
    return survey


def looks_right(page: Page, axe: Callable[[Page], None]) -> None:
    axe(page)
    assert not has_sideways_scroll(page)
    assert small_targets(page) == []


def test_a_colleague_answers_and_finds_it_again_on_the_phone(
    page: Page, phone: Page, axe: Callable[[Page], None], survey: Survey, world: World
) -> None:
    make.question(survey, "matrix", "Kõne", "Kiri", label="Kui kindel olete?")
    make.question(survey, "ranking", "Üks", "Kaks", "Kolm", label="Mis on tähtsam?")
    make.question(survey, "long_text", label="Mida veel?")
    key = make.key_of_invitation(make.invitation(now_open(survey), world.tartu))

    page.goto(f"/en/surveys/answer/{key}/")
    looks_right(page, axe)
    page.get_by_role("link", name="Begin").click()
    page.get_by_label("Keeleõpe").check()
    page.get_by_label("Mida veel?").fill("Tõlki")
    expect(page.locator("[data-saved-notice]")).to_have_text("Saved.")
    looks_right(page, axe)
    phone.goto(f"/en/surveys/answer/{key}/1/")

    expect(phone.get_by_label("Mida veel?")).to_have_value("Tõlki")
    looks_right(phone, axe)
    phone.get_by_role("button", name="Send the answer").click()
    expect(phone.get_by_role("heading", name="Thank you for your answer")).to_be_visible()
    assert Sheet.objects.count() == 1
    assert Draft.objects.get().replaced == []


def test_an_anonymous_draft_stays_in_the_browser_until_it_is_sent(
    page: Page, axe: Callable[[Page], None], anonymous: Survey
) -> None:
    key = make.key_of_invitation(make.invitation(now_open(anonymous), email="a@example.ee"))
    address = f"/en/surveys/answer/{key}/"
    kept = "() => Object.keys(localStorage).filter(key => key.startsWith('loim-survey:')).length"

    page.goto(address)
    page.get_by_label("Mis teeb muret?").fill("Aeg")
    page.reload()
    expect(page.get_by_label("Mis teeb muret?")).to_have_value("Aeg")
    looks_right(page, axe)
    assert not Draft.objects.exists()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Thank you for your answer")).to_be_visible()

    assert UrnSheet.objects.count() == 1
    assert page.evaluate(kept) == 0


@pytest.mark.parametrize(
    "path",
    ["", "edit/", "questions/", "preview/", "invitations/", "invitations/new/", "results/"],
)
def test_the_pages_of_whoever_carries_it_out(
    page: Page,
    phone: Page,
    axe: Callable[[Page], None],
    sign_in: Callable[..., None],
    survey: Survey,
    world: World,
    path: str,
) -> None:
    make.invitation(now_open(survey), world.tartu, email="tartu@example.ee")
    sign_in(world.coordinator, page)
    walk(page, [f"/en/surveys/{survey.pk}/{path}"])
