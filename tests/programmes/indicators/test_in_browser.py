"""The pages of an indicator as a person meets them: read, opened, changed; no barrier found."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from playwright.sync_api import expect

from loim.programmes.actions.indicators import refresh_stale_values
from loim.programmes.models import Measure
from tests import factories as make
from tests.programmes.indicators.conftest import held, make_place

pytestmark = pytest.mark.browser


def address(name: str, *args: object) -> str:
    with override("en"):
        return reverse(name, args=args)


@pytest.fixture
def place(transactional_db):
    place = make_place()
    held(place, 3, kind="training")
    make.manual_entry(place.indicator)
    refresh_stale_values(now=timezone.now())
    return place


def test_a_number_opens_onto_its_rows_without_a_barrier(place, page, axe):
    page.goto(address("indicator", place.indicator.pk))
    axe(page)
    page.get_by_role("link", name="4 rows of 2023").click()
    page.get_by_text("From 1 January 2023 to 31 December 2023").wait_for()
    axe(page)

    assert page.get_by_text("entered by hand").count() == 1
    page.get_by_label("Kind").select_option("training")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("tbody tr")).to_have_count(3)


def test_the_page_fits_a_phone(place, phone, axe):
    for name in ("indicator", "indicator-rows"):
        phone.goto(address(name, place.indicator.pk))
        axe(phone)
        assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_manager_tries_another_way_of_counting_and_saves_it(place, page, sign_in, axe):
    sign_in(place.manager, page)
    page.goto(address("indicator", place.indicator.pk))
    axe(page)
    page.get_by_role("link", name="Change how it is counted").first.click()
    page.get_by_label("distinct municipalities").check()
    page.get_by_label("Reason for the change").fill("Ministeeriumi selgitus.")
    page.get_by_role("button", name="See what would change").click()
    page.get_by_role("heading", name="What would change").wait_for()
    axe(page)
    page.get_by_role("button", name="Count in this way from now on").click()
    page.get_by_text("Ministeeriumi selgitus.").wait_for()

    newest = Measure.objects.order_by("version").last()
    assert (newest.version, newest.rule) == (2, "municipalities")


def test_a_manager_enters_a_number_by_hand(place, page, sign_in, axe, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    sign_in(place.manager, page)
    page.goto(address("manual-entry-new", place.indicator.pk))
    axe(page)
    page.get_by_label("Date").fill(date(2023, 5, 1).isoformat())
    page.get_by_label("Amount").fill("2")
    page.get_by_label("What it counts").fill("Kaks kohtumist enne platvormi")
    pdf = {"name": "nimekiri.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    page.get_by_label("Evidence").set_input_files(pdf)
    page.get_by_role("button", name="Add the entry").click()
    page.get_by_text("The entry counts from now on").wait_for()

    assert place.indicator.manual_entries.count() == 2
    entry = place.indicator.manual_entries.latest("pk")
    page.goto(address("manual-entry-withdraw", entry.pk))
    axe(page)
