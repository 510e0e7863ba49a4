"""The pages of open data as people see them, wide and on a phone."""

import json

import pytest

from tests import factories
from tests.browser import has_sideways_scroll, small_targets
from tests.factories import opendata as make
from tests.services.opendata.test_import import BARE, exported

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_open_data_is_explained_and_a_file_is_taken_in(
    page, phone, sign_in, axe, world, now, tmp_path
):
    def good(on):
        axe(on)
        assert not has_sideways_scroll(on)
        assert small_targets(on) == []

    coordinator = world.coordinator
    make.full_service(world.rakvere, world.rakvere.municipality, coordinator, now)
    factories.membership(coordinator, world.tartu, role="editor")
    (given,) = exported()[world.rakvere.pk]
    file = tmp_path / "teenused.json"

    for on in (page, phone):
        on.goto("/en/open-data/")
        good(on)

    sign_in(coordinator, page)
    page.goto("/en/open-data/")
    page.get_by_role("link", name="Import services").click()
    good(page)
    file.write_text(json.dumps([given, {**BARE, "url": "nowhere"}]))
    choose(page, file)
    page.get_by_text("1 thing has to be mended").wait_for()
    good(page)

    file.write_text(json.dumps([{**given, "colour": "blue"}, BARE]))
    page.goto("/en/services/import/")
    choose(page, file)
    good(page)
    page.get_by_role("button", name="Import and provide").click()
    page.get_by_text("2 services are imported.").wait_for()
    good(page)

    # A newer file, on a phone: what changes is seen before it is done.
    given["cost_options"][1]["amount"] = 15
    file.write_text(json.dumps([given]))
    sign_in(coordinator, phone)
    phone.goto("/en/services/import/")
    good(phone)
    choose(phone, file)
    phone.get_by_role("cell", name="15.00").wait_for()
    good(phone)


def choose(page, file):
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_label("Who keeps the services here").select_option(label="Tartu Linnavalitsus")
    page.get_by_label("Provide the services at once").check()
    page.get_by_role("button", name="Show what it says").click()
