"""Drafts become approved versions, which never change; others are made from them."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction

from loim.programmes.actions.plan_approval import (
    NothingToApprove,
    OrderIncomplete,
    OrderInTheFuture,
    approve_version,
)
from loim.programmes.actions.plan_drafts import (
    AlreadyApproved,
    DraftExists,
    NextPlanExists,
    NotApprovedYet,
    amend,
    discard_draft,
    start_next_year,
)
from loim.programmes.logic.next_plan_year import moved_to_next_period
from loim.programmes.logic.plan_diff import diff_plans
from loim.programmes.models import (
    Activity,
    Plan,
    PlanActivity,
    PlanFile,
    PlanIndicator,
    PlanIndicatorPlace,
    PlanSection,
    PlanVersion,
)
from loim.programmes.queries.plans import current_version, latest_version, version_before
from loim.programmes.queries.stored_plans import stored_document
from tests import factories as make

pytestmark = pytest.mark.django_db
ORDER = {"order_number": "24", "order_date": date(2023, 1, 26), "signatory": "Minister Näidis"}


@pytest.fixture
def approved(imported, approver, now) -> PlanVersion:
    return approve_version(version=imported, by=approver, now=now, **ORDER)


@pytest.mark.parametrize("person", ["approver", "manager"])
def test_the_approver_or_the_manager_enters_the_order(person, imported, now, request):
    who = request.getfixturevalue(person)
    version = approve_version(version=imported, by=who, now=now, **ORDER)
    assert version.is_approved
    assert (version.order_number, version.order_date) == ("24", date(2023, 1, 26))
    assert (version.signatory, version.approved_by, version.approved_at) == (
        "Minister Näidis", who, now,
    )  # fmt: skip


@pytest.mark.parametrize("person", ["partner", "stranger"])
def test_others_do_not_approve(person, imported, now, request):
    with pytest.raises(PermissionDenied):
        approve_version(version=imported, by=request.getfixturevalue(person), now=now, **ORDER)
    assert not PlanVersion.objects.get().is_approved


def test_an_approver_of_another_ministry_does_not_approve(imported, now):
    from loim.people.models import Role

    other = make.user()
    make.membership(other, make.organisation(), Role.MINISTRY_APPROVER)
    with pytest.raises(PermissionDenied):
        approve_version(version=imported, by=other, now=now, **ORDER)


@pytest.mark.parametrize(
    ("order", "refusal"),
    [
        ({"order_number": " "}, OrderIncomplete),
        ({"order_number": "9" * 41}, OrderIncomplete),
        ({"order_date": date(2023, 10, 3)}, OrderInTheFuture),
    ],
)
def test_an_order_has_a_number_and_a_date_that_has_come(order, refusal, imported, approver, now):
    with pytest.raises(refusal) as refused:
        approve_version(version=imported, by=approver, now=now, **{**ORDER, **order})
    assert str(refused.value)


def test_an_empty_draft_is_not_approved(programme, approver, now):
    empty = make.plan_version(make.plan(programme))
    with pytest.raises(NothingToApprove):
        approve_version(version=empty, by=approver, now=now, **ORDER)


def test_what_is_approved_is_not_approved_again(approved, approver, now):
    with pytest.raises(AlreadyApproved):
        approve_version(version=approved, by=approver, now=now, **{**ORDER, "order_number": "99"})
    assert PlanVersion.objects.get().order_number == "24"


TABLES = [PlanSection, PlanActivity, PlanIndicator, PlanIndicatorPlace]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("statement", ["UPDATE {} SET version_id = version_id", "DELETE FROM {}"])
def test_the_database_keeps_an_approved_version_as_it_is(statement, table, approved):
    with (
        pytest.raises(IntegrityError, match="approved and cannot change"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table._meta.db_table))


@pytest.mark.parametrize(
    "change", ["title = 'muu'", "order_number = '25'", "status = 'draft', approved_at = NULL"]
)
def test_the_database_keeps_the_approval_itself(change, approved):
    with (
        pytest.raises(IntegrityError, match="approved and cannot change"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE programmes_planversion SET {change}")


@pytest.mark.parametrize("table", TABLES)
def test_django_cannot_change_an_approved_version_either(table, approved):
    row = table.objects.filter(version=approved).first()
    for change in (row.save, row.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    with pytest.raises(DatabaseError), transaction.atomic():
        approved.delete()


def test_a_draft_can_be_changed(imported):
    """The control: it is the approval that makes the tests above pass."""
    for table in TABLES:
        table.objects.filter(version=imported).first().save()
    imported.indicator_places.first().delete()


def test_rows_do_not_move_into_an_approved_version(approved, manager, now):
    draft = amend(version=approved, by=manager, now=now)
    with pytest.raises(IntegrityError, match="approved"), transaction.atomic():
        draft.sections.update(version=approved)


def test_an_amendment_begins_as_a_copy_with_the_same_activities(approved, manager, now):
    draft = amend(version=approved, by=manager, now=now)
    assert stored_document(draft) == replace(stored_document(approved), order=None)
    assert (draft.number, draft.based_on, draft.plan) == (2, approved, approved.plan)
    same = PlanActivity.objects.filter(version=draft).order_by("position").values_list("activity")
    assert list(same) == list(
        PlanActivity.objects.filter(version=approved).order_by("position").values_list("activity")
    )
    assert list(draft.indicators.order_by("position").values_list("indicator")) == list(
        approved.indicators.order_by("position").values_list("indicator")
    )


def test_there_is_one_draft_at_a_time(approved, manager, now):
    draft = amend(version=approved, by=manager, now=now)
    with pytest.raises(DraftExists) as refused:
        amend(version=approved, by=manager, now=now)
    assert refused.value.draft == draft


@pytest.mark.parametrize("make_another", [amend, start_next_year])
def test_nothing_is_made_from_a_draft(make_another, imported, manager, now):
    with pytest.raises(NotApprovedYet):
        make_another(version=imported, by=manager, now=now)


@pytest.mark.parametrize("make_another", [amend, start_next_year])
@pytest.mark.parametrize("person", ["partner", "stranger", "approver"])
def test_only_the_manager_makes_another(make_another, person, approved, now, request):
    with pytest.raises(PermissionDenied):
        make_another(version=approved, by=request.getfixturevalue(person), now=now)
    assert PlanVersion.objects.count() == 1


def test_next_years_plan_is_a_copy_with_its_dates_moved(approved, manager, now):
    draft = start_next_year(version=approved, by=manager, now=now)
    assert stored_document(draft) == moved_to_next_period(stored_document(approved))
    assert str(draft.plan) == "2024"
    assert (draft.number, draft.based_on) == (1, approved)
    row = draft.rows.get(number="3.5.1.2")
    assert (row.is_not_applicable, row.period_start) == (False, date(2024, 1, 1))
    assert Activity.objects.count() == 43


def test_next_years_plan_is_started_once(approved, manager, now):
    start_next_year(version=approved, by=manager, now=now)
    with pytest.raises(NextPlanExists):
        start_next_year(version=approved, by=manager, now=now)
    assert Plan.objects.count() == 2


def test_a_discarded_draft_leaves_no_trace(approved, manager, now):
    draft = start_next_year(version=approved, by=manager, now=now)
    discard_draft(version=draft, by=manager)
    assert list(PlanVersion.objects.all()) == [approved]
    assert Plan.objects.count() == 1


def test_a_discarded_import_takes_its_file_along(imported, manager):
    discard_draft(version=imported, by=manager)
    assert not PlanFile.objects.exists()
    assert not Plan.objects.exists()


@pytest.mark.parametrize("person", ["partner", "stranger", "approver"])
def test_only_the_manager_discards(person, imported, request):
    with pytest.raises(PermissionDenied):
        discard_draft(version=imported, by=request.getfixturevalue(person))


def test_an_approved_version_is_not_discarded(approved, manager):
    with pytest.raises(AlreadyApproved):
        discard_draft(version=approved, by=manager)


def test_activities_go_by_the_words_of_the_newest_approved_plan(approved, manager, approver, now):
    draft = start_next_year(version=approved, by=manager, now=now)
    section = draft.sections.get(code="3.5.2.4")
    PlanSection.objects.filter(pk=section.pk).update(title="Tegevused Rakveres")
    root = Activity.objects.get(pk=section.activity_id)
    assert root.title == "Kohaliku tasandi sisutegevuste korraldamine Rakvere linnas"
    approve_version(version=draft, by=approver, now=now, **ORDER)
    root.refresh_from_db()
    assert root.title == "Tegevused Rakveres"
    older = amend(version=approved, by=manager, now=now)
    approve_version(version=older, by=approver, now=now, **ORDER)
    root.refresh_from_db()
    assert root.title == "Tegevused Rakveres"


def test_the_plan_that_has_begun_counts_today(approved, programme, manager, approver, now):
    draft = start_next_year(version=approved, by=manager, now=now)
    following = approve_version(version=draft, by=approver, now=now, **ORDER)
    assert current_version(programme, date(2022, 6, 1)) == approved
    assert current_version(programme, date(2023, 12, 31)) == approved
    assert current_version(programme, date(2024, 1, 1)) == following
    assert current_version(programme, date(2026, 1, 1)) == following
    assert latest_version(programme) == following
    assert version_before(following) == approved
    assert version_before(approved) is None


def test_an_amendment_differs_by_its_order_alone(approved, manager, now):
    draft = amend(version=approved, by=manager, now=now)
    changes = diff_plans(stored_document(approved), stored_document(draft)).changes
    assert [change.kind for change in changes] == ["order"]
