"""Accounts: opened, closed, and never all of the administrators at once."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections

from loim.people.actions.accounts import (
    AccountExists,
    LastPlatformAdministrator,
    PersonErased,
    close_account,
    edit_profile,
    open_account,
    reopen_account,
    set_platform_administrator,
)
from loim.people.models import Role, User
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return factories.user(is_administrator=True)


def test_an_address_is_kept_in_small_letters(now):
    assert open_account(now=now, email=" Mari.Näidis@EXAMPLE.ee ".replace("ä", "a")).email == (
        "mari.naidis@example.ee"
    )


def test_one_address_has_one_account(now):
    factories.user("mari@example.ee")

    with pytest.raises(AccountExists):
        open_account(now=now, email="MARI@example.ee")


def test_a_person_changes_their_own_name_and_language(now):
    person = factories.user(name="Mari")

    edit_profile(by=person, now=now, name=" Mari Näidis ", language="ru")

    person.refresh_from_db()
    assert (person.name, person.language) == ("Mari Näidis", "ru")


def test_closing_an_account_ends_its_sessions_for_good(administrator, now, client):
    person = factories.user()
    client.force_login(person)
    assert client.get("/profile/").status_code == 200

    close_account(by=administrator, now=now, person=person)
    assert client.get("/profile/").status_code == 302

    reopen_account(by=administrator, now=now, person=person)
    assert client.get("/profile/").status_code == 302


@pytest.mark.parametrize("action", [close_account, reopen_account])
def test_others_neither_close_nor_open_accounts(now, action):
    organisation = factories.organisation()
    person, colleague = factories.user(), factories.user()
    factories.membership(person, organisation, Role.ADMINISTRATOR)
    factories.membership(colleague, organisation, Role.MEMBER)

    with pytest.raises(PermissionDenied):
        action(by=person, now=now, person=colleague)

    colleague.refresh_from_db()
    assert colleague.is_active


def test_others_make_nobody_a_platform_administrator(now):
    person = factories.user()

    with pytest.raises(PermissionDenied):
        set_platform_administrator(by=person, now=now, person=person, is_administrator=True)

    person.refresh_from_db()
    assert not person.is_administrator


def test_the_last_platform_administrator_stays(administrator, now):
    factories.user(is_administrator=True, is_active=False)

    with pytest.raises(LastPlatformAdministrator):
        close_account(by=administrator, now=now, person=administrator)
    with pytest.raises(LastPlatformAdministrator):
        set_platform_administrator(
            by=administrator, now=now, person=administrator, is_administrator=False
        )


def test_one_of_two_platform_administrators_may_go(administrator, now):
    other = factories.user(is_administrator=True)

    set_platform_administrator(by=administrator, now=now, person=other, is_administrator=False)

    other.refresh_from_db()
    assert not other.is_administrator


def test_an_erased_person_does_not_come_back(administrator, now):
    erased = factories.user("erased-7@erased.invalid", is_active=False)

    with pytest.raises(PersonErased):
        reopen_account(by=administrator, now=now, person=erased)


@pytest.mark.django_db(transaction=True)
def test_two_platform_administrators_cannot_close_each_others_accounts_at_once(now):
    one, other = factories.user(is_administrator=True), factories.user(is_administrator=True)

    def close(pair):
        by, person = pair
        try:
            # The later one is refused either way: as the last, or as closed a moment ago.
            with suppress(LastPlatformAdministrator, PermissionDenied):
                close_account(by=by, now=now, person=person)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(close, [(one, other), (other, one)]))

    assert User.objects.filter(is_administrator=True, is_active=True).count() == 1
