"""The whole way in a real browser, in each language: from the ministry's file to the report."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from loim import programmes
from loim.people.actions.municipalities import (
    ensure_municipal_organisations,
    load_municipalities,
)
from loim.people.models import Organisation, OrganisationKind, Role, User
from loim.programmes.actions.indicators import refresh_stale_values
from loim.programmes.models import Activity, Indicator, Plan, PlanVersion, Programme, Report
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FILE = Path(programmes.__file__).parent / "data" / "tegevuskava-2023.docx"
NAME = "Kohalike omavalitsuste toetamine lõimumise, sealhulgas kohanemise teenuste pakkumisel"
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture
def programme(transactional_db: None) -> Programme:
    load_municipalities(now=NOW)
    ensure_municipal_organisations(now=NOW)
    ministry = factories.organisation("Kultuuriministeerium", kind=OrganisationKind.MINISTRY)
    union = factories.organisation(
        "Eesti Linnade ja Valdade Liit", kind=OrganisationKind.ASSOCIATION
    )
    made = factories.programme(NAME, slug="loimumine", ministry=ministry, implementer=union)
    rakvere = Organisation.objects.get(name="Rakvere Linnavalitsus")
    factories.agreement(made, rakvere, end_date=date(2029, 10, 31))
    return made


def person(email: str, where: Organisation, role: str, language: str) -> User:
    user = factories.user(email, language=language)
    factories.membership(user, where, role)
    return user


@pytest.mark.parametrize("language", ["et", "en", "ru", "uk"])
def test_a_plan_becomes_work_becomes_a_number_becomes_a_report(
    language: str,
    programme: Programme,
    new_page: Callable[..., Page],
    sign_in: Callable[..., None],
    axe: Callable[[Page], None],
) -> None:
    prefix = "" if language == "et" else f"/{language}"
    rakvere = Organisation.objects.get(name="Rakvere Linnavalitsus")
    people = {
        "manager": person(
            "juht@example.ee", programme.implementer, Role.PROGRAMME_MANAGER, language
        ),
        "approver": person(
            "kinnitaja@example.ee", programme.ministry, Role.MINISTRY_APPROVER, language
        ),
        "coordinator": person("rakvere@example.ee", rakvere, Role.COORDINATOR, language),
    }
    manager, approver, coordinator, visitor = (new_page() for _ in range(4))
    for page, who in ((manager, "manager"), (approver, "approver"), (coordinator, "coordinator")):
        sign_in(people[who], page)

    # The manager imports the ministry's file, having seen what was read from it.
    manager.goto(f"{prefix}/programmes/loimumine/import/")
    expect(manager.locator("html")).to_have_attribute("lang", language)
    manager.set_input_files("input[type=file]", FILE)
    manager.locator("main form button[type=submit]").first.click()
    expect(manager.locator("main")).to_contain_text("3.5.2.4")
    assert not Plan.objects.exists()
    manager.locator("main form button[type=submit]:not([name])").last.click()
    expect(manager).to_have_url(re.compile(r"/plans/\d+/"))
    version = PlanVersion.objects.get()

    # The ministry enters its order.
    approver.goto(f"{prefix}/programmes/plans/{version.pk}/approve/")
    approver.fill("[name=order_number]", "24")
    approver.fill("[name=order_date]", "2023-01-26")
    approver.locator("main form button[type=submit]").click()
    version.refresh_from_db()
    assert (version.status, version.order_number) == ("approved", "24")

    # The coordinator records a meeting by pasting who came.
    coordinator.goto(f"{prefix}/events/record/")
    meeting = Activity.objects.get(programme=programme, code="3.5.1.3", number="3")
    coordinator.select_option("[name=kind]", "network_meeting")
    coordinator.fill("[name=start_date]", "2023-05-10")
    coordinator.select_option("[name=activity]", str(meeting.pk))
    coordinator.fill("[name=lines]", "Rakvere LV 2\nTartu linn\nTapa vald 1")
    axe(coordinator)
    coordinator.locator("main form button[type=submit]").last.click()
    expect(coordinator).to_have_url(re.compile(r"/events/\d+/"))

    # The number has moved, and opens onto the meeting.
    refresh_stale_values(now=NOW)
    indicator = Indicator.objects.get(name__startswith="Koolitustel, kogemuskohtumistel")
    visitor.goto(f"{prefix}/programmes/indicators/{indicator.pk}/rows/?period=2023")
    expect(visitor.locator("table").last).to_contain_text("Tapa vald")

    # The manager reports on the year; the ministry accepts; everybody may read it.
    manager.goto(f"{prefix}/programmes/loimumine/reports/")
    manager.select_option("[name=period]", "year:2023-01-01")
    manager.locator("main form[method=post] button[type=submit]").first.click()
    report = Report.objects.get()
    for field in manager.locator("main textarea[id^=id_done], main textarea[id^=id_dev]").all():
        field.fill("Tehtud ja selgitatud.")
    manager.locator("button[name=save]").first.click()
    manager.goto(f"{prefix}/programmes/reports/{report.pk}/submit/")
    manager.locator("main form button[type=submit]").last.click()
    report.refresh_from_db()
    assert report.status == "submitted"
    frozen = report.frozen_values.get(indicator=indicator)
    assert frozen.value == 3

    approver.goto(f"{prefix}/programmes/reports/{report.pk}/answer/")
    approver.check("[name=step][value=accept]")
    approver.locator("main form button[type=submit]").last.click()
    report.refresh_from_db()
    assert report.status == "accepted"

    visitor.goto(f"{prefix}/programmes/reports/{report.pk}/")
    expect(visitor.locator("main")).to_contain_text("Tehtud ja selgitatud.")
    axe(visitor)
