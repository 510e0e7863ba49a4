import logging
import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from loim.people.actions.invitations import invite
from loim.people.models import Invitation, Membership, Role, User
from tests import factories
from tests.mail import run_jobs

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def invited(as_, organisation, mailbox):
    """The path of an invitation, as the mail has it."""
    administrator = as_("administrator")
    administrator.post(
        f"/organisations/{organisation.pk}/invite/",
        {"email": "mari@example.ee", "name": "Mari", "role": "coordinator", "language": "en"},
    )
    run_jobs()
    [message] = mailbox.to("mari@example.ee")
    return re.search(r"http://127\.0\.0\.1(/en/invitation/[\w-]+/)", mailbox.text(message))[1]


def accept(client, path, **given):
    return client.post(path, {"name": "Mari Näidis", "language": "en", **given})


def test_somebody_new_is_invited_accepts_and_is_signed_in(client, invited, organisation):
    page = client.get(invited)
    assert page.status_code == 200
    assert "Isik administrator invites you" in page.content.decode()

    response = accept(client, invited)

    assert response.headers["Location"] == "/en/my-work/"
    person = User.objects.get(email="mari@example.ee")
    assert client.session["_auth_user_id"] == str(person.pk)
    assert Membership.objects.get(user=person).organisation == organisation


def test_the_session_gets_a_new_key_when_the_new_person_is_signed_in(client, invited):
    client.get("/account/login/")
    session = client.session
    session["planted"] = 1
    session.save()
    client.cookies["sessionid"] = session.session_key

    accept(client, invited)

    assert client.session.session_key != session.session_key


def test_opening_the_link_accepts_nothing(client, invited):
    for _each in range(3):
        client.get(invited)

    assert Invitation.objects.get().accepted_at is None


def test_the_address_with_the_token_is_not_passed_on(client, invited):
    page = client.get(invited)

    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page.headers["Cache-Control"]


def test_the_token_is_not_in_the_log(client, invited, caplog):
    caplog.set_level(logging.INFO, "django_structlog")
    client.get(invited)
    token = invited.split("/")[-2]

    assert "/invitation/…" in caplog.text
    assert token not in caplog.text


def test_a_form_of_another_site_accepts_nothing(invited):
    assert accept(Client(enforce_csrf_checks=True), invited).status_code == 403
    assert Invitation.objects.get().accepted_at is None


def test_a_name_is_asked_for(client, invited):
    response = accept(client, invited, name="  ")

    assert "name" in response.context["form"].errors
    assert not User.objects.filter(email="mari@example.ee").exists()


def test_used_and_unknown_links_say_what_to_do(client, invited):
    accept(client, invited)

    assert Client().get(invited).status_code == 410
    assert Client().get("/en/invitation/unknown/").status_code == 404


def test_whoever_has_an_account_signs_in_first_and_comes_back(client, invited):
    mari = factories.user("mari@example.ee")

    response = client.post(invited)
    assert response.headers["Location"].startswith("/en/account/login/?next=%2Fen%2Finvitation%2F")
    assert "_auth_user_id" not in client.session

    client.force_login(mari)
    client.post(invited)
    assert Invitation.objects.get().accepted_by == mari


def test_whoever_is_signed_in_under_another_address_is_asked_which_to_use(client, invited):
    person = factories.user("mari.eraisik@example.ee")
    client.force_login(person)

    page = client.get(invited).content.decode()
    assert "mari@example.ee" in page
    assert "mari.eraisik@example.ee" in page

    client.post(invited)  # without an answer
    assert Invitation.objects.get().accepted_at is None

    client.post(invited, {"account": "mine"})
    assert Invitation.objects.get().accepted_by == person


def test_choosing_the_invited_address_signs_out_and_opens_that_account(client, invited):
    client.force_login(factories.user("mari.eraisik@example.ee"))

    asked = client.post(invited, {"account": "invited"})
    assert asked.status_code == 200  # now as somebody new: asks for a name
    assert "_auth_user_id" not in client.session

    accept(client, invited)
    assert Invitation.objects.get().accepted_by == User.objects.get(email="mari@example.ee")


def test_an_administrator_sends_again_and_withdraws(as_, organisation, mailbox):
    client = as_("administrator")
    invite(
        by=client.person, now=timezone.now(), organisation=organisation, email="mari@example.ee",
        role=Role.MEMBER,
    )  # fmt: skip
    pk = Invitation.objects.get().pk

    client.post(f"/invitations/{pk}/resend/")
    run_jobs()
    assert len(mailbox.to("mari@example.ee")) == 2

    client.post(f"/invitations/{pk}/withdraw/")
    assert Invitation.objects.get().withdrawn_at is not None
    assert client.get(f"/invitations/{pk}/withdraw/").status_code == 405


@pytest.mark.parametrize("who", ["member", "coordinator", "stranger"])
def test_others_neither_send_again_nor_withdraw(as_, organisation, who):
    Invitation.objects.create(
        email="mari@example.ee", organisation=organisation, role=Role.MEMBER, token_hash="x",
        invited_at=timezone.now(), expires_at=timezone.now(),
    )  # fmt: skip
    pk = Invitation.objects.get().pk
    client = as_(who)

    assert client.post(f"/invitations/{pk}/resend/").status_code == 403
    assert client.post(f"/invitations/{pk}/withdraw/").status_code == 403
    assert Invitation.objects.get().withdrawn_at is None


def test_a_platform_administrator_invites_from_the_list_of_people(as_, organisation):
    as_("platform").post(
        "/people/invite/",
        {"organisation": organisation.pk, "email": "uus@example.ee", "role": "member",
         "language": "ru"},
    )  # fmt: skip

    assert Invitation.objects.get().email == "uus@example.ee"


def test_a_role_of_another_kind_of_organisation_is_refused_in_words(as_, organisation):
    response = as_("platform").post(
        "/people/invite/",
        {"organisation": organisation.pk, "email": "uus@example.ee", "role": "ministry_approver",
         "language": "ru"},
    )  # fmt: skip

    assert response.context["form"].non_field_errors()
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("address", ["mari", "mari@", "mari@example.ee\nBcc: x@example.ee"])
def test_what_is_no_address_is_not_invited(as_, organisation, address):
    response = as_("administrator").post(
        f"/organisations/{organisation.pk}/invite/",
        {"email": address, "role": "member", "language": "et"},
    )

    assert "email" in response.context["form"].errors
    assert not Invitation.objects.exists()
