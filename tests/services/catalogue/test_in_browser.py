"""The catalogue in a real browser: a reader on a phone, a keeper from the first word to an alert."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone, translation
from playwright.sync_api import Page, expect

from loim.people.models import Role
from loim.services.models import Alert, Cost, Evidence, Requirement, Service
from tests.browser import has_sideways_scroll, small_targets
from tests.factories import membership, user
from tests.factories import services as make
from tests.world import World, world

pytestmark = pytest.mark.browser
__all__ = ["world"]
SignIn = Callable[..., None]
Axe = Callable[[Page], None]


@pytest.fixture
def service(transactional_db: None, world: World) -> Service:
    """With all that a page can show."""
    translation.activate("en")
    keeper = user("hoidja@example.ee", name="Hilja Hoidja", language="en")
    membership(keeper, world.rakvere, Role.EDITOR)
    now = timezone.now()
    service = make.service(
        world.rakvere, keeper, now=now - timedelta(days=300), title="Elukoha registreerimine",
        conditions=[[{"question": "age", "at_least": 18}], [{"question": "status", "any": ["student"]}]],
        languages=("et", "en"), processing_max=10, processing_unit="working_days",
        topics=[make.topic(name="Elukoht")], life_events=[make.life_event()],
    )  # fmt: skip
    where = make.place(
        world.rakvere, latitude="59.346000", longitude="26.355000", accessibility="Kaldtee"
    )
    make.hours(where)
    make.at_place(service, where, detail="laud 3", by_appointment=True)
    asked = Requirement.objects.create(service=service, name="Isik on tõendatud")
    Evidence.objects.create(requirement=asked, name="Pass", url="https://www.example.ee/pass")
    Cost.objects.create(service=service, amount="12.50", option="Kiire")
    make.alert(service, keeper, now, now + timedelta(hours=3))
    make.overdue(service, date(2023, 1, 1))
    return service


def fine(page: Page, axe: Axe, address: str) -> None:
    page.goto(address)
    axe(page)
    assert not has_sideways_scroll(page), address
    assert small_targets(page) == [], address


def test_a_reader_finds_what_fits_on_a_phone(service: Service, phone: Page, axe: Axe) -> None:
    fine(phone, axe, "/en/services/")
    phone.get_by_text("Say a little about yourself").click()
    phone.get_by_label("Your age").fill("30")
    phone.get_by_role("button", name="Show what fits").click()
    expect(phone.get_by_text("Fits what you said")).to_be_visible()
    axe(phone)
    assert not has_sideways_scroll(phone)
    assert "age=30" in phone.url
    phone.get_by_role("link", name="Forget my answers").click()
    expect(phone).to_have_url(re.compile(r"/en/services/$"))

    fine(phone, axe, f"/en/services/{service.pk}/")
    expect(phone.get_by_text("12.50 €")).to_be_visible()
    expect(phone.locator('h1 [lang="et"]')).to_have_text("Elukoha registreerimine")


def test_a_keeper_keeps_a_service(
    service: Service, page: Page, phone: Page, sign_in: SignIn, axe: Axe
) -> None:
    keeper = service.assured_by
    sign_in(keeper, page)
    sign_in(keeper, phone)
    channel = service.channels.get(kind="place")
    for path in ("mine/", "confirmations/", f"{service.pk}/keep/", f"{service.pk}/edit/",
                 f"{service.pk}/words/", f"places/{channel.location_id}/hours/", f"{service.pk}/channel/new/"):  # fmt: skip
        fine(page, axe, f"/en/services/{path}")
        phone.goto(f"/en/services/{path}")
        assert not has_sideways_scroll(phone), path
        assert small_targets(phone) == [], path

    page.goto("/en/services/new/")
    page.get_by_label("Name of the service").fill("Bussikaart")
    page.get_by_label("In a sentence or two").fill("Sõidad soodsamalt.")
    page.get_by_role("button", name="Save the draft").click()
    page.get_by_role("link", name="Add a way").click()
    page.get_by_label("How", exact=True).select_option("web")
    page.get_by_label("Web address").fill("example.ee/buss")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Open it to readers").click()
    expect(page.get_by_text("readers find it now")).to_be_visible()

    phone.goto(f"/en/services/{service.pk}/")
    phone.get_by_role("link", name="Alert", exact=True).click()  # the first tap
    axe(phone)
    phone.get_by_role("button", name="Closed today").click()  # the second
    expect(phone.get_by_text("Readers see the alert now")).to_be_visible()
    assert Alert.objects.filter(service=service).count() == 2

    phone.goto("/en/services/confirmations/")
    phone.get_by_role("button", name="Still right").click()
    expect(phone.get_by_text("Nothing waits")).to_be_visible()
