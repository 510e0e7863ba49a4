"""The pages about plans in a real browser: accessible, on a wide screen and on a phone."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from loim.people.models import User
from loim.programmes.actions.plan_approval import approve_version
from loim.programmes.actions.plan_drafts import start_next_year
from loim.programmes.actions.plan_files import keep_pending_file
from loim.programmes.models import Activity, PlanVersion
from tests.browser import has_sideways_scroll, small_targets
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
def addresses(approved, draft, manager, partner, programme, now) -> dict[str, str]:
    pending = keep_pending_file(name="plaan.docx", content=CONTENT_2023, by=manager, now=now)
    coded = Activity.objects.get(code="3.5.1.3", number="")
    below = Activity.objects.get(code="3.5.2.1", number="1")
    slug, first = programme.slug, draft.indicators.order_by("position").first()
    return {
        "programme": reverse("programme", args=[slug]),
        "plan": reverse("plan", args=[approved.pk]),
        "plan-table": reverse("plan", args=[approved.pk]) + "?view=table",
        "plan-filtered": reverse("plan", args=[approved.pk]) + "?text=klubi",
        "plan-draft": reverse("plan", args=[draft.pk]),
        "activity": reverse("activity", args=[coded.pk]),
        "activity-below": reverse("activity", args=[below.pk]),
        "versions": reverse("plan-versions", args=[slug]),
        "changes": reverse("plan-diff", args=[approved.pk, draft.pk]),
        "import": reverse("plan-import", args=[slug]),
        "preview": reverse("plan-import-preview", args=[slug, pending.pk]),
        "source": reverse("plan-source", args=[approved.pk]),
        "approve": reverse("plan-approve", args=[draft.pk]),
        "review": reverse("plan-review", args=[draft.pk]),
        "discard": reverse("plan-discard", args=[draft.pk]),
        "section-edit": reverse("plan-section-edit", args=[draft.pk, "3.5.2.1"]),
        "section-new": reverse("plan-section-new", args=[draft.pk]),
        "section-remove": reverse("plan-section-remove", args=[draft.pk, "3.5.2.1"]),
        "indicator-new": reverse("plan-indicator-new", args=[draft.pk]),
        "indicator-edit": reverse("plan-indicator-edit", args=[draft.pk, first.indicator_id]),
        "indicator-remove": reverse("plan-indicator-remove", args=[draft.pk, first.indicator_id]),
    }


@pytest.mark.parametrize("screen", ["page", "phone"])
def test_every_page_is_accessible_and_fits_the_screen(
    screen, addresses, manager, sign_in, axe, request
):
    page = request.getfixturevalue(screen)
    sign_in(manager, page)
    found = []
    for name, address in addresses.items():
        page.goto(address)
        try:
            axe(page)
        except AssertionError as violations:
            found.append(f"{name}: {violations}")
        if has_sideways_scroll(page):
            found.append(f"{name}: scrolls sideways")
        found += [f"{name}: small {target}" for target in small_targets(page)]
    assert not found, "\n".join(found)


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
