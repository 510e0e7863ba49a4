"""Who sees which page about plans, what it shows, and how many queries it takes."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from loim.people.models import User
from loim.programmes.actions.plan_approval import approve_version
from loim.programmes.actions.plan_drafts import amend
from loim.programmes.models import Activity, PlanVersion, Programme
from tests import factories as make

pytestmark = pytest.mark.django_db

PEOPLE = ["nobody", "stranger", "partner", "manager", "approver"]


@pytest.fixture
def approved(imported: PlanVersion, approver: User, now: datetime) -> PlanVersion:
    return approve_version(
        version=imported, order_number="24", order_date=date(2023, 1, 26), by=approver, now=now
    )


@pytest.fixture
def draft(approved: PlanVersion, manager: User, now: datetime) -> PlanVersion:
    return amend(version=approved, by=manager, now=now)


@pytest.fixture
def as_person(client: Client, request: pytest.FixtureRequest):
    def sign_in(name: str) -> Client:
        if name != "nobody":
            client.force_login(request.getfixturevalue(name))
        return client

    return sign_in


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize(
    "page",
    ["plan", "plan-export docx", "plan-export xlsx", "activity", "programme", "plan-versions"],
)
def test_everyone_sees_what_is_approved(person, page, approved, programme, as_person):
    name, *more = page.split()
    about = {
        "activity": Activity.objects.get(code="3.5.2.1", number="1.1").pk,
        "programme": programme.slug,
        "plan-versions": programme.slug,
    }.get(name, approved.pk)
    response = as_person(person).get(reverse(name, args=[about, *more]))
    assert response.status_code == 200


@pytest.mark.parametrize(
    ("person", "status"),
    [("nobody", 403), ("stranger", 403), ("partner", 200), ("manager", 200), ("approver", 200)],
)
@pytest.mark.parametrize("page", ["plan", "plan-export", "plan-diff", "plan-diff-file"])
def test_a_draft_is_for_those_who_take_part(person, status, page, approved, draft, as_person):
    draft.sections.filter(code="3.5.1.1").update(title="Salajane kavatsus")
    arguments = {"plan-export": [draft.pk, "docx"]}.get(page, [draft.pk])
    if page.startswith("plan-diff"):
        arguments = [approved.pk, draft.pk]
    response = as_person(person).get(reverse(page, args=arguments))
    assert response.status_code == status
    assert status == 200 or "Salajane" not in response.text


@pytest.mark.parametrize("person", ["nobody", "stranger"])
@pytest.mark.parametrize("page", ["programme", "plan-versions"])
def test_lists_leave_drafts_out_for_others(person, page, draft, programme, as_person):
    response = as_person(person).get(reverse(page, args=[programme.slug]))
    assert reverse("plan", args=[draft.pk]) not in response.text


@pytest.mark.parametrize("person", ["partner", "manager", "approver"])
@pytest.mark.parametrize("page", ["programme", "plan-versions"])
def test_lists_show_drafts_to_those_who_take_part(person, page, draft, programme, as_person):
    response = as_person(person).get(reverse(page, args=[programme.slug]))
    assert reverse("plan", args=[draft.pk]) in response.text


def test_partners_are_shown_to_those_who_take_part_only(approved, programme, partner, client):
    page = reverse("programme", args=[programme.slug])
    assert "Näidislinn" not in client.get(page).text
    client.force_login(partner)
    assert "Näidislinn" in client.get(page).text


MANAGERS_PAGES = [
    "plan-section-new",
    "plan-section-edit 3.5.1.1",
    "plan-section-remove 3.5.1.1",
    "plan-indicator-new",
    "plan-review",
    "plan-discard",
]


@pytest.mark.parametrize(
    ("person", "status"),
    [("nobody", 302), ("stranger", 403), ("partner", 403), ("approver", 403), ("manager", 200)],
)
@pytest.mark.parametrize("page", MANAGERS_PAGES)
def test_only_the_manager_changes_a_draft(person, status, page, draft, as_person):
    name, *more = page.split()
    client = as_person(person)
    address = reverse(name, args=[draft.pk, *more])
    assert client.get(address).status_code == status
    if status != 200:
        assert client.post(address, {"code": "9", "title": "x"}).status_code == status


@pytest.mark.parametrize("page", [page for page in MANAGERS_PAGES if page != "plan-discard"])
def test_an_approved_version_has_no_editing_pages(page, approved, manager, client):
    client.force_login(manager)
    name, *more = page.split()
    assert client.get(reverse(name, args=[approved.pk, *more])).status_code == 403


@pytest.mark.parametrize(
    ("person", "status"),
    [("nobody", 302), ("stranger", 403), ("partner", 403), ("approver", 200), ("manager", 200)],
)
def test_the_approver_and_the_manager_enter_the_order(person, status, draft, as_person):
    response = as_person(person).get(reverse("plan-approve", args=[draft.pk]))
    assert response.status_code == status


@pytest.mark.parametrize(
    ("person", "status"), [("nobody", 302), ("stranger", 403), ("partner", 200), ("manager", 200)]
)
@pytest.mark.parametrize("page", ["plan-source", "plan-source-file"])
def test_the_original_file_is_for_those_who_take_part(person, status, page, approved, as_person):
    response = as_person(person).get(reverse(page, args=[approved.pk]))
    assert response.status_code == status


def _plan_with(programme: Programme, count: int) -> PlanVersion:
    version = make.plan_version(make.plan(programme))
    for number in range(count):
        about = make.activity(programme, f"1.{number + 1}")
        section = make.plan_section(version, about, number + 1)
        make.plan_row(section, about, 10 * number + 1)
        make.plan_row(section, make.activity(programme, about.code, "1"), 10 * number + 2)
        make.plan_indicator(section, make.indicator(programme))
    return version


@pytest.mark.parametrize("count", [1, 3])
def test_the_tree_takes_the_same_queries_however_long_it_is(
    count, manager, client, django_assert_num_queries
):
    version = _plan_with(make.programme(implementer=manager.memberships.get().organisation), count)
    client.force_login(manager)
    with django_assert_num_queries(12):
        response = client.get(reverse("plan", args=[version.pk]))
    assert response.text.count("plan-section-body") == count


def _queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_programme_takes_the_same_queries_however_much_there_is(client, now, approver, manager):
    counts = []
    for size in (1, 3):
        implementer, ministry = (p.memberships.get().organisation for p in (manager, approver))
        programme = make.programme(implementer=implementer, ministry=ministry)
        version = _plan_with(programme, size)
        approve_version(
            version=version, order_number="1", order_date=date(2023, 1, 26), by=approver, now=now
        )
        for _ in range(size):
            make.agreement(programme, programme.implementer, make.organisation())
        client.force_login(approver)
        counts.append(_queries_of(client, reverse("programme", args=[programme.slug])))
    assert counts[0] == counts[1] <= 25


@pytest.mark.parametrize("count", [1, 3])
def test_the_versions_take_the_same_queries_however_many_there_are(
    count, manager, client, programme, django_assert_num_queries
):
    for year in range(count):
        make.plan_version(make.plan(programme, 2023 + year), created_by=manager)
    client.force_login(manager)
    with django_assert_num_queries(6):
        response = client.get(reverse("plan-versions", args=[programme.slug]))
    assert response.text.count("/export/docx/") == count


def test_the_activity_takes_the_same_queries_however_many_indicators_it_has(
    client, manager, programme
):
    version = make.plan_version(make.plan(programme))
    counts = []
    for position, size in enumerate((1, 3), 1):
        about = make.activity(programme, f"3.{position}")
        section = make.plan_section(version, about, position)
        make.plan_row(section, about, position)
        for _ in range(size):
            make.plan_indicator(section, make.indicator(programme))
        client.force_login(manager)
        counts.append(_queries_of(client, reverse("activity", args=[about.pk])))
    assert counts[0] == counts[1] <= 23
