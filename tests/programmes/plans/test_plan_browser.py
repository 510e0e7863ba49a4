"""The pages about plans in a real browser: accessible, on a wide screen and on a phone."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from loim.people.models import User
from loim.programmes.actions.plan_approval import approve_version
from loim.programmes.actions.plan_drafts import start_next_year
from loim.programmes.actions.plan_files import keep_pending_file
from loim.programmes.models import Activity, PlanVersion
from tests.browser import walk
from tests.programmes.plans.conftest import CONTENT_2023, FILE_2023

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def approved(imported: PlanVersion, approver: User, now: datetime) -> PlanVersion:
    return approve_version(
        version=imported, order_number="24", order_date=date(2023, 1, 26), by=approver, now=now
    )


@pytest.fixture
def draft(approved: PlanVersion, manager: User, now: datetime) -> PlanVersion:
    return start_next_year(version=approved, by=manager, now=now)


@pytest.fixture
def addresses(approved, draft, manager, partner, programme, now) -> list[str]:
    pending = keep_pending_file(name="plaan.docx", content=CONTENT_2023, by=manager, now=now)
    coded = Activity.objects.get(code="3.5.1.3", number="")
    below = Activity.objects.get(code="3.5.2.1", number="1")
    slug, first = programme.slug, draft.indicators.order_by("position").first()
    return [
        reverse("programme", args=[slug]),
        reverse("plan", args=[approved.pk]),
        reverse("plan", args=[approved.pk]) + "?view=table",
        reverse("plan", args=[approved.pk]) + "?text=klubi",
        reverse("plan", args=[draft.pk]),
        reverse("activity", args=[coded.pk]),
        reverse("activity", args=[below.pk]),
        reverse("plan-versions", args=[slug]),
        reverse("plan-diff", args=[approved.pk, draft.pk]),
        reverse("plan-import", args=[slug]),
        reverse("plan-import-preview", args=[slug, pending.pk]),
        reverse("plan-source", args=[approved.pk]),
        reverse("plan-approve", args=[draft.pk]),
        reverse("plan-review", args=[draft.pk]),
        reverse("plan-discard", args=[draft.pk]),
        reverse("plan-section-edit", args=[draft.pk, "3.5.2.1"]),
        reverse("plan-section-new", args=[draft.pk]),
        reverse("plan-section-remove", args=[draft.pk, "3.5.2.1"]),
        reverse("plan-indicator-new", args=[draft.pk]),
        reverse("plan-indicator-edit", args=[draft.pk, first.indicator_id]),
        reverse("plan-indicator-remove", args=[draft.pk, first.indicator_id]),
    ]


def test_every_page_is_accessible_and_fits_the_screen(addresses, manager, sign_in, page):
    sign_in(manager, page)
    walk(page, addresses)


def test_a_plan_is_uploaded_looked_at_and_saved_with_the_keyboard(
    page, programme, manager, sign_in
):
    sign_in(manager, page)
    page.goto("/en" + reverse("plan-import", args=[programme.slug]))
    page.locator("input[type=file]").set_input_files(FILE_2023)
    page.get_by_role("button", name="Read the document").press("Enter")
    assert "3.5.2.4" in page.locator("main").inner_text()
    page.get_by_role("button", name="Save as a draft").press("Enter")
    page.wait_for_url("**/programmes/plans/*/")
    version = PlanVersion.objects.get()
    assert version.rows.count() == 43
