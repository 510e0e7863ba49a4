"""Invitations: sent by real mail, accepted once."""

import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from threading import Barrier

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, connections
from django.db.models import QuerySet

from loim.people.actions import accepting
from loim.people.actions.accepting import (
    InvitationExpired,
    InvitationUnknown,
    SignInFirst,
    accept_invitation,
    find_invitation,
)
from loim.people.actions.invitations import (
    InvitationUsed,
    InvitationWithdrawn,
    InvitedAlready,
    hash_of,
    invite,
    resend_invitation,
    withdraw_invitation,
)
from loim.people.actions.memberships import (
    AccountClosed,
    HasRoleAlready,
    OrganisationClosed,
    RoleNotOfferedThere,
)
from loim.people.models import Invitation, Membership, Role, User
from tests import factories
from tests.mail import run_jobs

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return factories.organisation("MTÜ Avatud Uks")


@pytest.fixture
def administrator(organisation):
    person = factories.user("haldur@example.ee", name="Hille Haldur")
    factories.membership(person, organisation, Role.ADMINISTRATOR)
    return person


def send(administrator, organisation, now, **changes):
    given = {"email": "mari@example.ee", "role": Role.COORDINATOR, "name": "Mari", **changes}
    return invite(by=administrator, now=now, organisation=organisation, **given)


def token_in(text: str) -> str:
    return re.search(r"http://127\.0\.0\.1\S*/invitation/([\w-]+)/", text)[1]


@pytest.fixture
def token(administrator, organisation, now, mailbox):
    """Of an invitation that was sent, out of the mail as it arrived."""
    send(administrator, organisation, now)
    run_jobs()
    return token_in(mailbox.text(mailbox.messages[-1]))


def test_an_invitation_arrives_in_the_language_of_the_invited(
    administrator, organisation, now, mailbox
):
    send(administrator, organisation, now, language="en", email="  Mari@Example.ee ")
    run_jobs()

    [message] = mailbox.to("mari@example.ee")
    assert message["Content-Language"] == "en"
    assert message["Subject"] == "Invitation to MTÜ Avatud Uks on Lõim"
    text = mailbox.text(message)
    assert "Hello, Mari!" in text
    assert "Hille Haldur invites you to MTÜ Avatud Uks" in text
    assert "http://127.0.0.1/en/invitation/" in text
    assert "16 October 2023" in text


def test_the_database_holds_no_token(administrator, organisation, now, mailbox):
    invitation = send(administrator, organisation, now)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed_text FROM common_outgoingmail")
        waiting = cursor.fetchone()[0]
        cursor.execute("SELECT args::text FROM procrastinate_jobs")
        job = cursor.fetchone()[0]
    run_jobs()
    token = token_in(mailbox.text(mailbox.messages[-1]))

    assert invitation.token_hash == hash_of(token)
    assert token not in waiting
    assert token not in job


@pytest.mark.parametrize("role", [r for r in Role if r != Role.ADMINISTRATOR])
def test_only_administrators_invite(organisation, now, role):
    person = factories.user()
    factories.membership(person, organisation, role)
    factories.membership(person, factories.organisation(), Role.ADMINISTRATOR)

    with pytest.raises(PermissionDenied):
        send(person, organisation, now)

    assert not Invitation.objects.exists()


def test_a_platform_administrator_invites_anywhere(organisation, now):
    assert send(factories.user(is_administrator=True), organisation, now).pk


def test_an_open_invitation_is_not_sent_twice_by_a_second_click(administrator, organisation, now):
    send(administrator, organisation, now)

    with pytest.raises(InvitedAlready, match=re.escape("mari@example.ee")):
        send(administrator, organisation, now, email="MARI@example.ee")


def test_an_expired_one_is_renewed(administrator, organisation, now):
    first = send(administrator, organisation, now)
    later = now + timedelta(days=15)

    second = send(administrator, organisation, later)

    assert second.pk == first.pk
    assert second.expires_at == later + timedelta(days=14)
    assert second.token_hash != first.token_hash


def test_whoever_has_the_role_is_not_invited_to_it(administrator, organisation, now):
    person = factories.user("mari@example.ee")
    factories.membership(person, organisation, Role.COORDINATOR)

    with pytest.raises(HasRoleAlready):
        send(administrator, organisation, now)


def test_a_closed_organisation_invites_nobody(administrator, organisation, now):
    organisation.is_active = False
    organisation.save()

    with pytest.raises(OrganisationClosed):
        send(administrator, organisation, now)


def test_a_role_of_ministries_is_not_offered_elsewhere(administrator, organisation, now):
    with pytest.raises(RoleNotOfferedThere):
        send(administrator, organisation, now, role=Role.MINISTRY_APPROVER)


def test_accepting_opens_an_account_with_a_proved_address_and_the_role(now, token, organisation):
    accepted = accept_invitation(by=None, now=now, token=token, name="Mari Näidis", language="uk")

    person = User.objects.get(email="mari@example.ee")
    assert accepted.person == person
    assert accepted.is_new_account
    assert (person.name, person.language) == ("Mari Näidis", "uk")
    assert not person.has_usable_password()
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [
        ("mari@example.ee", True, True)
    ]
    membership = Membership.objects.get(user=person)
    assert (membership.organisation, membership.role) == (organisation, "coordinator")
    assert str(membership.start_date) == "2023-10-02"


def test_looking_at_an_invitation_does_not_use_it(now, token):
    assert find_invitation(token=token, now=now).email == "mari@example.ee"
    assert find_invitation(token=token, now=now).accepted_at is None


def test_a_link_works_once(now, token):
    accept_invitation(by=None, now=now, token=token)

    with pytest.raises(InvitationUsed):
        accept_invitation(by=None, now=now, token=token)
    with pytest.raises(InvitationUsed):
        accept_invitation(by=factories.user(), now=now, token=token)


def test_a_link_works_for_fourteen_days(now, token):
    last_moment = now + timedelta(days=14)
    find_invitation(token=token, now=last_moment)

    with pytest.raises(InvitationExpired):
        accept_invitation(by=None, now=last_moment + timedelta(seconds=1), token=token)

    assert not User.objects.filter(email="mari@example.ee").exists()


@pytest.mark.parametrize("change", [lambda t: t[:-1], lambda t: t.swapcase(), lambda t: "õ" + t])
def test_a_token_that_is_not_quite_right_opens_nothing(now, token, change):
    with pytest.raises(InvitationUnknown):
        accept_invitation(by=None, now=now, token=change(token))


def test_a_withdrawn_invitation_does_not_work(administrator, now, token):
    withdraw_invitation(by=administrator, now=now, invitation=Invitation.objects.get())

    with pytest.raises(InvitationWithdrawn):
        accept_invitation(by=None, now=now, token=token)
    with pytest.raises(InvitationWithdrawn):
        resend_invitation(by=administrator, now=now, invitation=Invitation.objects.get())


def test_sending_again_replaces_the_link(administrator, now, token, mailbox):
    later = now + timedelta(days=10)
    resend_invitation(by=administrator, now=later, invitation=Invitation.objects.get())
    run_jobs()
    newer = token_in(mailbox.text(mailbox.messages[-1]))

    with pytest.raises(InvitationUnknown):
        find_invitation(token=token, now=later)
    assert find_invitation(token=newer, now=now + timedelta(days=24)).email == "mari@example.ee"


@pytest.mark.parametrize("action", [resend_invitation, withdraw_invitation])
def test_a_stranger_neither_sends_again_nor_withdraws(now, token, action):
    stranger = factories.user()
    factories.membership(stranger, factories.organisation(), Role.ADMINISTRATOR)

    with pytest.raises(PermissionDenied):
        action(by=stranger, now=now, invitation=Invitation.objects.get())


@pytest.mark.parametrize("action", [resend_invitation, withdraw_invitation])
def test_an_accepted_invitation_is_not_touched_any_more(administrator, now, token, action):
    accept_invitation(by=None, now=now, token=token)

    with pytest.raises(InvitationUsed):
        action(by=administrator, now=now, invitation=Invitation.objects.get())


def test_a_link_does_not_open_an_account_that_exists(now, token):
    factories.user("Mari@example.ee")

    with pytest.raises(SignInFirst):
        accept_invitation(by=None, now=now, token=token)

    assert Invitation.objects.get().accepted_at is None


def test_a_closed_account_stays_closed(now, token):
    factories.user("mari@example.ee", is_active=False)

    with pytest.raises(AccountClosed):
        accept_invitation(by=None, now=now, token=token)


def test_a_signed_in_person_accepts_under_another_address(now, token, organisation):
    person = factories.user("mari.eraisik@example.ee")

    accepted = accept_invitation(by=person, now=now, token=token)

    assert not accepted.is_new_account
    assert Membership.objects.get(user=person).organisation == organisation
    assert not User.objects.filter(email="mari@example.ee").exists()


def test_a_role_given_in_the_meantime_is_kept(now, token, organisation):
    person = factories.user("mari@example.ee")
    factories.membership(person, organisation, Role.COORDINATOR)

    accept_invitation(by=person, now=now, token=token)

    assert Invitation.objects.get().accepted_by == person
    assert Membership.objects.filter(user=person).count() == 1


def test_nobody_joins_an_organisation_that_was_closed(now, token, organisation):
    organisation.is_active = False
    organisation.save()

    with pytest.raises(OrganisationClosed):
        accept_invitation(by=None, now=now, token=token)

    assert not User.objects.filter(email="mari@example.ee").exists()


def test_the_database_refuses_an_invitation_both_accepted_and_withdrawn(now, token):
    with pytest.raises(IntegrityError):
        Invitation.objects.update(accepted_at=now, withdrawn_at=now)


def two_people_accept_at_once(now) -> int:
    organisation = factories.organisation("MTÜ Avatud Uks")
    token = "a-token-of-this-test"
    Invitation.objects.create(
        email="mari@example.ee", organisation=organisation, role=Role.MEMBER,
        token_hash=hash_of(token), invited_at=now, expires_at=now + timedelta(days=14),
    )  # fmt: skip
    people = [factories.user() for _each in range(2)]

    def accept(person):
        try:
            with suppress(InvitationUsed):
                accept_invitation(by=person, now=now, token=token)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(accept, people))
    return organisation.memberships.count()


@pytest.mark.django_db(transaction=True)
def test_two_people_with_one_link_do_not_both_get_in(now):
    assert two_people_accept_at_once(now) == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_both_would_get_in(now, monkeypatch):
    both_have_looked = Barrier(2, timeout=10)
    check = accepting._checked

    def check_together(*args, **kwargs):
        found = check(*args, **kwargs)
        both_have_looked.wait()
        return found

    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, *_, **__: rows)
    monkeypatch.setattr(accepting, "_checked", check_together)

    assert two_people_accept_at_once(now) == 2
