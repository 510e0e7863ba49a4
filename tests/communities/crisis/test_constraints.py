"""What the database itself refuses about plans, their versions and the tree."""

from contextlib import contextmanager
from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from loim.common.constraints import violated_constraint
from loim.communities.models import (
    CommunityFigure,
    CrisisContact,
    CrisisVersion,
    Drill,
    DrillTask,
    FiguresMonth,
    PlanCopy,
    RoleHolder,
    Support,
    VersionContact,
)
from tests.factories import crisis as make
from tests.factories.people import county, municipality_organisation

pytestmark = pytest.mark.django_db


@contextmanager
def refused(name):
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        yield
    assert violated_constraint(refusal.value) == name


def deleted(row):
    """As somebody would at the database: nothing of Django's protects it."""
    type(row).objects.filter(pk=row.pk)._raw_delete("default")


def test_the_tree_has_no_circle_and_stays_within_one_plan(now):
    plan = make.plan()
    first = make.contact(plan)
    second = make.contact(plan, called_by=first)
    third = make.contact(plan, called_by=second)

    with refused("crisis_tree_has_no_circle"):
        CrisisContact.objects.filter(pk=first.pk).update(called_by=third)
    with refused("crisis_tree_has_no_circle"):
        make.contact(make.plan(), called_by=first)
    with refused("crisis_tree_has_no_circle"):
        CrisisContact.objects.filter(pk=first.pk).update(called_by=first)
    CrisisContact.objects.filter(pk=third.pk).update(called_by=first)  # no circle: let in


def test_whoever_left_leaves_no_number_and_holds_no_role(now):
    plan = make.plan()
    gone = make.contact(plan, left_at=now)
    role = make.role(plan)

    with refused("crisis_left_without_a_trace"):
        CrisisContact.objects.filter(pk=gone.pk).update(sealed_details="x")
    with refused("crisis_holder_is_of_this_plan"):
        RoleHolder.objects.create(role=role, contact=gone)
    with refused("crisis_holder_is_of_this_plan"):
        RoleHolder.objects.create(role=role, contact=make.contact(make.plan()))
    with refused("crisis_consent_has_a_date"):
        CrisisContact.objects.filter(pk=gone.pk).update(consent="link", consent_date=None)
    with refused("crisis_contact_has_a_name"):
        CrisisContact.objects.filter(pk=gone.pk).update(name="")


def test_a_role_has_one_first_holder_and_names_nobody_twice():
    plan = make.plan()
    first, second = make.contact(plan), make.contact(plan)
    role = make.role(plan, "Juht", first)

    with refused("crisis_role_one_of_a_rank"):
        RoleHolder.objects.create(role=role, contact=second, rank=0)
    with refused("crisis_role_once_each"):
        RoleHolder.objects.create(role=role, contact=first, rank=1)
    with refused("crisis_role_once_in_plan"):
        make.role(plan, "Juht")


def test_a_published_version_changes_only_by_forgetting(now):
    plan = make.plan()
    version = make.version(plan)
    row = VersionContact.objects.create(
        version=version, contact_uuid=uuid4(), name="Anu", sealed_details="kinni"
    )

    for change in ({"content": {"a": 1}}, {"number": 2}, {"valid_from": date(2024, 1, 1)}):
        with refused("crisis_version_is_final"):
            CrisisVersion.objects.filter(pk=version.pk).update(**change)
    with refused("crisis_version_is_final"):
        deleted(version)
    for change in ({"name": "Mari"}, {"sealed_details": "muu"}, {"skills": "elekter"}):
        with refused("crisis_version_contact_is_final"):
            VersionContact.objects.filter(pk=row.pk).update(**change)
    with refused("crisis_one_version_in_force"):
        make.version(plan, number=2)

    VersionContact.objects.filter(pk=row.pk).update(sealed_details="", left_at=now)
    CrisisVersion.objects.filter(pk=version.pk).update(superseded_at=now)
    with refused("crisis_version_is_final"):  # superseded once
        CrisisVersion.objects.filter(pk=version.pk).update(superseded_at=None)
    with refused("crisis_version_number_once"):
        make.version(plan, number=1)


def test_copies_drills_and_support(now):
    plan = make.plan()
    version = make.version(plan)
    day = date(2023, 6, 1)
    given = {"plan": plan, "version": version, "given_to": "x", "given_date": day}
    PlanCopy.objects.create(number=1, submission=uuid4(), **given)
    with refused("crisis_copy_number_once"):
        PlanCopy.objects.create(number=1, submission=uuid4(), **given)
    with refused("crisis_copy_comes_back_later"):
        PlanCopy.objects.create(
            number=2, submission=uuid4(), returned_date=date(2023, 5, 1), **given
        )
    drill = Drill.objects.create(
        plan=plan, date=day, tried="Kõned", recorded_at=now, submission=uuid4()
    )
    DrillTask.objects.create(drill=drill, what="Aku", due_date=day)
    with refused("crisis_drill_task_once"):
        DrillTask.objects.create(drill=drill, what="Aku", due_date=day)
    giver = municipality_organisation()
    record = {"giver": giver, "kind": "money", "date": day, "recorded_at": now}
    with refused("support_is_for_somebody"):
        Support.objects.create(submission=uuid4(), **record)
    with refused("support_is_not_less_than_nothing"):
        Support.objects.create(community=plan.community, euros=-1, submission=uuid4(), **record)


def test_published_figures_are_final_and_never_small(now):
    month = FiguresMonth.objects.create(month=date(2023, 9, 1), published_at=now)
    cell = {"month": month, "measure": "phase", "county": county(), "level_names": {}}
    figure = CommunityFigure.objects.create(level=1, number=7, **cell)

    with refused("communities_figure_is_final"):
        CommunityFigure.objects.filter(pk=figure.pk).update(number=8)
    with refused("communities_month_is_final"):
        deleted(month)
    with refused("communities_figure_is_not_small"):
        CommunityFigure.objects.create(level=2, number=4, **cell)
    with refused("communities_figure_once"):
        CommunityFigure.objects.create(level=1, number=9, **cell)
    with refused("communities_figures_of_a_month"):
        FiguresMonth.objects.create(month=date(2023, 9, 2), published_at=now)
