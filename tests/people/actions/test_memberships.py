"""Roles begin and end; the last administrator stays."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections
from django.db.models import QuerySet

from loim.people.actions import memberships as actions
from loim.people.actions.memberships import (
    AccountClosed,
    EndedAlready,
    EndsBeforeItStarts,
    HasRoleAlready,
    LastAdministrator,
    OrganisationClosed,
    RoleNotOfferedThere,
    add_membership,
    end_membership,
)
from loim.people.models import Membership, Role
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = date(2023, 10, 2)


@pytest.fixture
def administrator():
    return factories.user(is_administrator=True)


def organisation_with_administrators(number: int):
    organisation = factories.organisation("Ühing")
    people = [factories.user(f"admin{i}@example.ee") for i in range(number)]
    return organisation, [
        factories.membership(person, organisation, Role.ADMINISTRATOR) for person in people
    ]


def test_a_role_is_given_from_a_day_on(administrator, now):
    person, organisation = factories.user(), factories.organisation()

    given = add_membership(
        by=administrator, now=now, person=person, organisation=organisation,
        role=Role.COORDINATOR, start_date=TODAY,
    )  # fmt: skip

    assert (given.user, given.organisation, given.role) == (person, organisation, "coordinator")
    assert (given.start_date, given.end_date) == (TODAY, None)


@pytest.mark.parametrize("role", [r for r in Role if r != Role.ADMINISTRATOR])
def test_no_other_role_gives_roles(now, role):
    organisation, other = factories.organisation(), factories.organisation()
    person = factories.user()
    factories.membership(person, organisation, role)
    factories.membership(person, other, Role.ADMINISTRATOR)

    with pytest.raises(PermissionDenied):
        add_membership(
            by=person, now=now, person=person, organisation=organisation,
            role=Role.ADMINISTRATOR, start_date=TODAY,
        )  # fmt: skip

    assert not organisation.memberships.filter(role=Role.ADMINISTRATOR).exists()


def test_an_administrator_whose_role_has_ended_gives_no_roles(now):
    organisation = factories.organisation()
    person = factories.user()
    factories.membership(person, organisation, Role.ADMINISTRATOR, end_date=date(2023, 10, 1))

    with pytest.raises(PermissionDenied):
        add_membership(
            by=person, now=now, person=person, organisation=organisation, role=Role.MEMBER,
            start_date=TODAY,
        )  # fmt: skip


def test_the_same_role_is_not_held_twice_at_a_time(administrator, now):
    person, organisation = factories.user(), factories.organisation()
    factories.membership(person, organisation, Role.MEMBER)

    with pytest.raises(HasRoleAlready):
        add_membership(
            by=administrator, now=now, person=person, organisation=organisation,
            role=Role.MEMBER, start_date=TODAY,
        )  # fmt: skip


def test_a_role_that_ended_may_be_given_again(administrator, now):
    person, organisation = factories.user(), factories.organisation()
    factories.membership(person, organisation, Role.MEMBER, end_date=TODAY - timedelta(days=1))

    add_membership(
        by=administrator, now=now, person=person, organisation=organisation, role=Role.MEMBER,
        start_date=TODAY,
    )  # fmt: skip

    assert organisation.memberships.count() == 2


@pytest.mark.parametrize(
    ("organisation", "person", "role", "refusal"),
    [
        ({"is_active": False}, {}, Role.MEMBER, OrganisationClosed),
        ({}, {"is_active": False}, Role.MEMBER, AccountClosed),
        ({}, {}, Role.MINISTRY_APPROVER, RoleNotOfferedThere),
        ({"kind": "ministry"}, {}, Role.PROGRAMME_MANAGER, RoleNotOfferedThere),
    ],
)
def test_a_role_is_refused(administrator, now, organisation, person, role, refusal):
    where, who = factories.organisation(**organisation), factories.user(**person)

    with pytest.raises(refusal):
        add_membership(
            by=administrator, now=now, person=who, organisation=where, role=role, start_date=TODAY
        )

    assert not Membership.objects.exists()


def test_a_role_ends_with_its_last_day_and_stays_on_record(now):
    organisation, [mine] = organisation_with_administrators(1)
    ending = factories.membership(factories.user(), organisation, Role.COORDINATOR)

    end_membership(by=mine.user, now=now, membership=ending, last_day=TODAY)

    assert organisation.memberships.get(pk=ending.pk).end_date == TODAY


def test_one_may_lay_down_ones_own_role_and_nobody_elses(now):
    organisation, _ = organisation_with_administrators(1)
    own = factories.membership(factories.user(), organisation, Role.MEMBER)
    other = factories.membership(factories.user(), organisation, Role.MEMBER)

    end_membership(by=own.user, now=now, membership=own, last_day=TODAY)
    with pytest.raises(PermissionDenied):
        end_membership(by=own.user, now=now, membership=other, last_day=TODAY)

    other.refresh_from_db()
    assert other.end_date is None


def test_an_administrator_of_another_organisation_ends_nothing_here(now):
    _, [stranger] = organisation_with_administrators(1)
    here = factories.membership(factories.user(), factories.organisation(), Role.MEMBER)

    with pytest.raises(PermissionDenied):
        end_membership(by=stranger.user, now=now, membership=here, last_day=TODAY)


def test_the_last_day_is_not_before_the_first(administrator, now):
    membership = factories.membership(
        factories.user(), factories.organisation(), start_date=date(2023, 5, 1)
    )

    with pytest.raises(EndsBeforeItStarts):
        end_membership(by=administrator, now=now, membership=membership, last_day=date(2023, 4, 30))


def test_a_role_that_has_ended_is_not_ended_again_or_made_longer(administrator, now):
    membership = factories.membership(
        factories.user(), factories.organisation(), end_date=date(2023, 5, 1)
    )

    with pytest.raises(EndedAlready):
        end_membership(by=administrator, now=now, membership=membership, last_day=TODAY)


def test_the_last_administrator_stays(administrator, now):
    organisation, [only] = organisation_with_administrators(1)
    factories.membership(
        factories.user(is_active=False), organisation, Role.ADMINISTRATOR
    )  # closed account
    factories.membership(factories.user(), organisation, Role.ADMINISTRATOR, end_date=TODAY)
    factories.membership(factories.user(), factories.organisation(), Role.ADMINISTRATOR)

    for person in (only.user, administrator):
        with pytest.raises(LastAdministrator, match="Ühing"):
            end_membership(by=person, now=now, membership=only, last_day=TODAY)

    only.refresh_from_db()
    assert only.end_date is None


def test_an_administrator_leaves_when_another_stays(now):
    _, [leaving, _staying] = organisation_with_administrators(2)

    end_membership(by=leaving.user, now=now, membership=leaving, last_day=TODAY)

    leaving.refresh_from_db()
    assert leaving.end_date == TODAY


def administrators_remove_each_other(now) -> int:
    organisation, memberships = organisation_with_administrators(2)
    one, other = memberships

    def remove(pair):
        by, membership = pair
        try:
            # Whoever is late has lost the right, or would be the last.
            with suppress(LastAdministrator, PermissionDenied):
                end_membership(by=by, now=now, membership=membership, last_day=TODAY)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(remove, [(one.user, other), (other.user, one)]))
    return organisation.memberships.filter(end_date=None).count()


@pytest.mark.django_db(transaction=True)
def test_two_administrators_cannot_remove_each_other_at_once(now):
    assert administrators_remove_each_other(now) == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_an_organisation_could_be_left_alone(now, monkeypatch):
    both_have_looked = Barrier(2, timeout=10)
    look = actions.other_administrators

    class Found(list):
        def exists(self):
            return bool(self)

    def look_and_wait(membership, *, after):
        found = Found(look(membership, after=after))
        both_have_looked.wait()
        return found

    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, *_, **__: rows)
    monkeypatch.setattr(actions, "other_administrators", look_and_wait)

    assert administrators_remove_each_other(now) == 0
