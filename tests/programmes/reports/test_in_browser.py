"""Writing a report in a real browser: saved while one writes, seen by axe, on a phone, printed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from loim.programmes.actions.corrections import record_change
from loim.programmes.actions.report_steps import accept_report, submit_report
from loim.programmes.models import Report
from loim.programmes.queries import report_differences
from tests.browser import walk
from tests.factories import attendance, municipality_organisation
from tests.programmes.reports.conftest import NOON, World, build_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world(transactional_db: None) -> World:
    return build_world()


def submitted(world: World) -> Report:
    report = world.start("year")
    world.write(report)
    return submit_report(report=report, by=world.manager, now=NOON)


def test_texts_are_saved_while_one_writes_and_two_windows_do_not_overwrite(
    world: World, new_page: Callable[..., Page], sign_in: Callable[..., None]
) -> None:
    report = world.start("year")
    name = f"#id_done-{world.meetings.pk}"
    first, second = new_page(), new_page()
    for page in (first, second):
        sign_in(world.manager, page)
        page.goto(f"/programmes/reports/{report.pk}/")

    first.locator(name).press_sequentially("Kohtusime mais")
    expect(first.locator("#saved")).not_to_be_empty()
    expect(first.locator(f'#missing a[href="{name}"]')).to_have_count(0)
    assert report.entries.get(activity=world.meetings).done == "Kohtusime mais"
    # The fingerprint moved on with the text, so going on is no conflict.
    first.locator(name).press_sequentially(" ja juunis")
    first.wait_for_function(
        f"document.getElementById('base-done-{world.meetings.pk}').value !== '' "
    )
    first.locator("button[name=save]").click()
    first.wait_for_load_state()
    assert report.entries.get(activity=world.meetings).done == "Kohtusime mais ja juunis"

    second.locator(name).fill("Teine aken")
    expect(second.locator("#saved")).not_to_be_empty()
    second.complaints.clear()  # type: ignore[attr-defined]
    assert report.entries.get(activity=world.meetings).done == "Kohtusime mais ja juunis"
    second.locator("button[name=save]").click()
    expect(second.locator(".report-theirs")).to_contain_text("Kohtusime mais ja juunis")
    expect(second.locator(name)).to_have_value("Teine aken")
    second.complaints.clear()  # type: ignore[attr-defined]  # the answer's status is 409
    second.locator(name).fill("Kohtusime mais ja juunis. Teine aken")
    second.locator("button[name=save]").click()
    expect(second.locator(".report-theirs")).to_have_count(0)
    assert report.entries.get(activity=world.meetings).done == (
        "Kohtusime mais ja juunis. Teine aken"
    )


def test_without_script_a_report_is_written_filled_and_submitted(
    world: World, new_page: Callable[..., Page], sign_in: Callable[..., None]
) -> None:
    report = world.start("year")
    page = new_page(java_script_enabled=False)
    sign_in(world.manager, page)
    page.goto(f"/programmes/reports/{report.pk}/")
    page.locator(f"#id_deviation-{world.journeys.pk}").fill("Algab hiljem")
    page.locator(f"#id_deviation-{world.meetings.pk}").fill("Tuli vähem")
    page.locator(f"#id_done-{world.journeys.pk}").fill("Ettevalmistus")
    page.locator('button[name="fill"][value="empty"]').click()
    filled = page.locator(f"#id_done-{world.meetings.pk}").input_value()
    assert filled.startswith("· 10.05.2023 Kevadkohtumine (")
    page.locator('button[name="submit"]').click()
    page.locator("main form button[type=submit]").click()
    report.refresh_from_db()
    assert report.status == "submitted"


def test_the_pages_are_clean_on_every_screen(
    world: World, page: Page, sign_in: Callable[..., None]
) -> None:
    accepted = submitted(world)
    accept_report(report=accepted, by=world.approver, now=NOON)
    half = world.start("half_year")
    other = world.start("quarter")
    world.write(other)
    submit_report(report=other, by=world.manager, now=NOON)
    for person, paths in [
        (
            world.manager,
            [
                f"/programmes/{world.programme.slug}/reports/",
                f"/programmes/reports/{half.pk}/",
                f"/programmes/reports/{half.pk}/submit/",
                f"/programmes/reports/{half.pk}/discard/",
                f"/programmes/reports/{accepted.pk}/",
            ],
        ),
        (world.approver, [f"/programmes/reports/{other.pk}/answer/"]),
    ]:
        sign_in(person, page)
        walk(page, paths)


def test_later_corrections_are_clean_and_stand_below_the_numbers(
    world: World, page: Page, sign_in: Callable[..., None], axe: Callable[[Page], None]
) -> None:
    report = submitted(world)
    with record_change(
        by=world.manager, now=NOON, step="x", programmes=[world.programme], reason="Poolik nimekiri"
    ):
        attendance(world.event, municipality_organisation("Paide linn"))
    sign_in(world.manager, page)
    page.goto(f"/programmes/reports/{report.pk}/")
    expect(page.get_by_role("table").filter(has_text="Paide linn")).to_contain_text(
        "Poolik nimekiri"
    )
    axe(page)


def test_where_recounting_takes_long_the_page_does_not_wait_for_it(
    world: World,
    page: Page,
    sign_in: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    report = submitted(world)
    with record_change(
        by=world.manager, now=NOON, step="x", programmes=[world.programme], reason="Poolik nimekiri"
    ):
        attendance(world.event, municipality_organisation("Paide linn"))
    monkeypatch.setattr(report_differences, "QUICK", 0)
    sign_in(world.manager, page)
    page.goto(f"/programmes/reports/{report.pk}/")
    expect(page.locator("table", has_text="Poolik nimekiri")).to_be_visible()


def test_a_draft_prints_its_words_not_its_fields(
    world: World, page: Page, sign_in: Callable[..., None]
) -> None:
    report = world.start("year")
    world.write(report)
    sign_in(world.manager, page)
    page.goto(f"/programmes/reports/{report.pk}/")
    page.emulate_media(media="print")
    expect(page.locator(f"#id_done-{world.meetings.pk}")).to_be_hidden()
    expect(page.locator(".print-only", has_text="Tehtud 3.5.1.3")).to_be_visible()
    expect(page.locator(".save-bar")).to_be_hidden()
