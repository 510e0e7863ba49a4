"""A person is forgotten; what they recorded stays, nameless."""

from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone, translation

from loim.common.mail import queue_mail
from loim.people.actions.accounts import LastPlatformAdministrator, edit_profile, open_account
from loim.people.actions.erasure import (
    LeavesOrganisationsAlone,
    erase_person,
    erase_what_is_due,
    people_due,
)
from loim.people.actions.invitations import invite
from loim.people.models import Invitation, Membership, Role, StateIdentity, User
from loim.people.queries.my_data import export_of
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return factories.user("haldur@example.ee", is_administrator=True)


@pytest.fixture
def mari(administrator, now):
    """Somebody with everything that one can have."""
    person = open_account(now=now, email="mari@example.ee", name="Mari Esimene")
    edit_profile(by=person, now=now, name="Mari Näidis", language="ru")
    Authenticator.objects.create(user=person, type="webauthn", data={"name": "Mari telefon"})
    StateIdentity.objects.create(user=person, subject_pseudonym="a" * 64, linked_at=now)
    invite(
        by=administrator, now=now, organisation=factories.organisation("Ühing"),
        email="mari@example.ee", role=Role.EDITOR, name="Mari Näidis",
    )  # fmt: skip
    return person


def everything_in_the_database() -> str:
    """Every row of every table as text, to look for traces."""
    rows = []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables "
            "WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            rows += [f"{table}: {text}" for (text,) in cursor.fetchall()]
    return "\n".join(rows)


def test_nothing_of_the_person_is_left_anywhere_in_the_database(mari, now):
    factories.membership(mari, factories.organisation("Selts"), Role.MEMBER)
    assert "Mari Esimene" in everything_in_the_database()  # the control: there was something

    erase_person(by=mari, now=now, person=mari)

    left = everything_in_the_database()
    assert "Mari" not in left
    assert "mari@" not in left
    assert "a" * 64 not in left


def test_a_nameless_row_stays_for_the_records_that_name_the_person(mari, now):
    membership = factories.membership(mari, factories.organisation("Selts"), Role.MEMBER)

    erase_person(by=mari, now=now, person=mari)

    mari.refresh_from_db()
    assert mari.is_erased
    assert (mari.name, mari.is_active, mari.last_login) == ("", False, None)
    with translation.override("en"):
        assert str(mari) == "former user"
    membership.refresh_from_db()
    assert membership.user == mari
    assert membership.end_date == date(2023, 10, 2)


def test_without_records_nothing_stays(mari, now):
    erase_person(by=mari, now=now, person=mari)

    assert not User.objects.filter(pk=mari.pk).exists()
    assert not apps.get_model("people", "UserHistory").objects.filter(pgh_obj_id=mari.pk).exists()


def test_passkeys_addresses_and_invitations_go(mari, now):
    erase_person(by=mari, now=now, person=mari)

    assert not EmailAddress.objects.filter(email="mari@example.ee").exists()
    assert not Authenticator.objects.exists()
    assert not Invitation.objects.exists()


def test_sessions_end(mari, now, client):
    factories.membership(mari, factories.organisation(), Role.MEMBER)
    client.force_login(mari)

    erase_person(by=mari, now=now, person=mari)

    assert client.get("/profile/").status_code == 302


def test_others_erase_nobody(mari, now):
    colleague = factories.user()
    factories.membership(colleague, Membership.objects.first() or factories.organisation())

    with pytest.raises(PermissionDenied):
        erase_person(by=colleague, now=now, person=mari)

    mari.refresh_from_db()
    assert mari.name == "Mari Näidis"


def test_a_platform_administrator_erases_whoever_asked_by_letter(mari, administrator, now):
    erase_person(by=administrator, now=now, person=mari)

    assert not User.objects.filter(pk=mari.pk).exists()


def test_the_last_administrator_of_an_organisation_hands_over_first(mari, now):
    organisation = factories.organisation("MTÜ Avatud Uks")
    factories.membership(mari, organisation, Role.ADMINISTRATOR)

    with pytest.raises(LeavesOrganisationsAlone, match="MTÜ Avatud Uks"):
        erase_person(by=mari, now=now, person=mari)

    factories.membership(factories.user(), organisation, Role.ADMINISTRATOR)
    erase_person(by=mari, now=now, person=mari)


def test_the_last_platform_administrator_hands_over_first(administrator, now):
    with pytest.raises(LastPlatformAdministrator):
        erase_person(by=administrator, now=now, person=administrator)


def test_a_role_that_was_to_begin_later_never_does(mari, now):
    coming = factories.membership(
        mari, factories.organisation(), Role.MEMBER, start_date=date(2023, 12, 1)
    )

    erase_person(by=mari, now=now, person=mari)

    coming.refresh_from_db()
    assert coming.end_date == coming.start_date


THREE_YEARS_AND_A_BIT = timedelta(days=3 * 365 + 2)


def unused(now, email, **fields):
    return factories.user(email, date_joined=now - THREE_YEARS_AND_A_BIT, **fields)


def test_an_account_is_due_three_years_after_the_last_role_and_the_last_sign_in(now):
    long_ago = timezone.localdate(now - THREE_YEARS_AND_A_BIT)
    due = unused(now, "due@example.ee")
    factories.membership(due, factories.organisation(), start_date=long_ago, end_date=long_ago)
    never_member = unused(now, "never@example.ee")
    with_role = unused(now, "role@example.ee")
    factories.membership(with_role, factories.organisation(), start_date=long_ago)
    lately_ended = unused(now, "lately@example.ee")
    factories.membership(
        lately_ended, factories.organisation(), start_date=long_ago, end_date=date(2022, 1, 1)
    )
    unused(now, "signs-in@example.ee", last_login=now - timedelta(days=30))
    unused(now, "admin@example.ee", is_administrator=True)
    factories.user("new@example.ee", date_joined=now)

    assert list(people_due(now)) == [due, never_member]


def test_the_nightly_job_erases_what_is_due_and_the_second_night_nothing(now):
    due = unused(now, "due@example.ee", name="Mari Näidis")
    factories.membership(
        due, factories.organisation(), start_date=date(2020, 1, 1), end_date=date(2020, 2, 1)
    )
    Session.objects.create(session_key="x" * 32, expire_date=now - timedelta(days=1))

    assert erase_what_is_due(now=now) == {"people": 1, "invitations": 0, "sessions": 1}
    assert erase_what_is_due(now=now) == {"people": 0, "invitations": 0, "sessions": 0}

    due.refresh_from_db()
    assert due.is_erased


def test_invitations_are_erased_thirty_days_after_they_are_over(now, administrator):
    def invitation(name: str, **fields):
        return Invitation.objects.create(
            email=f"{name}@example.ee", name=name, organisation=factories.organisation(),
            role=Role.MEMBER, token_hash=name, invited_at=now - timedelta(days=60),
            **{"expires_at": now - timedelta(days=46), **fields},
        )  # fmt: skip

    invitation("unanswered")
    invitation("withdrawn", withdrawn_at=now - timedelta(days=31), expires_at=now)
    accepted = invitation("accepted", accepted_at=now - timedelta(days=31))
    invitation("expired-lately", expires_at=now - timedelta(days=29))
    invitation("accepted-lately", accepted_at=now - timedelta(days=29))

    assert erase_what_is_due(now=now)["invitations"] == 3
    assert erase_what_is_due(now=now)["invitations"] == 0

    assert set(Invitation.objects.values_list("email", flat=True)) == {
        "",
        "expired-lately@example.ee",
        "accepted-lately@example.ee",
    }
    accepted.refresh_from_db()
    assert (accepted.email, accepted.name) == ("", "")
    history = apps.get_model("people", "InvitationHistory").objects.values_list("email", flat=True)
    assert set(history) == {"", "expired-lately@example.ee", "accepted-lately@example.ee"}


def test_the_export_holds_what_is_kept(mari, now):
    organisation = factories.organisation("Selts")
    factories.membership(mari, organisation, Role.MEMBER)
    queue_mail(to="mari@example.ee", template="sign_in_code", context={"minutes": 1}, language="et")

    data = export_of(mari)

    assert data["account"] | {"joined": ""} == {
        "email": "mari@example.ee",
        "name": "Mari Näidis",
        "language": "ru",
        "joined": "",
        "last_sign_in": None,
        "is_platform_administrator": False,
    }
    assert data["earlier_values"] == [{"email": "mari@example.ee", "name": "Mari Esimene"}]
    assert data["addresses"] == [{"email": "mari@example.ee", "is_proved": True}]
    assert [passkey["name"] for passkey in data["passkeys"]] == ["Mari telefon"]
    assert data["roles"] == [
        {"organisation": "Selts", "role": "member", "from": "2023-01-01", "until": None}
    ]
    assert [i["organisation"] for i in data["invitations"]] == ["Ühing"]
    assert [m["what"] for m in data["mail_sent_to_you"]] == ["invitation", "sign_in_code"]
    assert data["records_that_name_you"]["people.Membership.user"] == 1
