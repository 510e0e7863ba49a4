import json

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

from loim.people.models import Membership, Role, StateIdentity, User
from loim.people.views.signing_in import sign_in
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def mari(client):
    person = factories.user("mari@example.ee", name="Mari Näidis")
    client.force_login(person)
    return person


def signed_in_just_now(client, person) -> None:
    """As after a real sign-in: the session knows when and how."""
    client.force_login(person)
    session = client.session
    import time

    session["account_authentication_methods"] = [{"method": "code", "at": time.time()}]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()


@pytest.mark.parametrize(
    "path", ["profile/", "my-data/", "my-data/export/", "my-data/erase/", "account/email/",
             "account/passkeys/"],
)  # fmt: skip
def test_a_visitor_signs_in_first(path):
    location = Client().get(f"/{path}").headers["Location"]

    assert location.startswith("/account/login/?next=")


def test_a_person_changes_name_and_language_and_the_pages_follow(client, mari):
    response = client.post("/profile/", {"name": "Mari Uus", "language": "uk"})

    mari.refresh_from_db()
    assert (mari.name, mari.language) == ("Mari Uus", "uk")
    assert response.headers["Location"] == "/uk/profile/"


def test_an_unknown_language_is_not_taken(client, mari):
    client.post("/profile/", {"name": "Mari", "language": "fr"})

    mari.refresh_from_db()
    assert mari.language == "et"


def test_nobody_makes_themselves_an_administrator_by_the_form(client, mari):
    client.post("/profile/", {"name": "Mari", "language": "et", "is_administrator": "on"})

    mari.refresh_from_db()
    assert not mari.is_administrator


def test_the_page_of_each_language_is_in_it(client, mari):
    for language, address in (("et", "/profile/"), ("en", "/en/profile/"), ("ru", "/ru/profile/")):
        assert f'<html lang="{language}"' in client.get(address).content.decode()


def test_my_data_shows_mine_and_nobody_elses(client, mari, now):
    other = factories.user("jaan@example.ee", name="Jaan Teine")
    factories.membership(other, factories.organisation("Salaselts"), Role.MEMBER)
    factories.membership(mari, factories.organisation("Minu selts"), Role.MEMBER)
    StateIdentity.objects.create(user=other, subject_pseudonym="b" * 64, linked_at=now)

    page = client.get("/my-data/").content.decode()
    export = client.get("/my-data/export/")

    assert "mari@example.ee" in page
    for text in (page, export.content.decode()):
        assert "jaan@example.ee" not in text
        assert "Salaselts" not in text
        assert "b" * 64 not in text
    data = json.loads(export.content)
    assert data["account"]["email"] == "mari@example.ee"
    assert [role["organisation"] for role in data["roles"]] == ["Minu selts"]
    assert export.headers["Content-Disposition"].startswith("attachment")
    assert export.headers["Cache-Control"] == "no-store"


def test_erasing_needs_a_fresh_sign_in_and_the_address(client, mari):
    assert client.post("/my-data/erase/", {"email": "mari@example.ee"}).status_code == 403
    assert User.objects.filter(email="mari@example.ee").exists()

    signed_in_just_now(client, mari)
    client.post("/my-data/erase/", {"email": "mari"})
    assert User.objects.filter(email="mari@example.ee").exists()

    client.post("/my-data/erase/", {"email": " Mari@example.ee"})
    assert not User.objects.filter(email="mari@example.ee").exists()
    assert "_auth_user_id" not in client.session


def test_the_last_administrator_is_told_to_hand_over(client, mari):
    factories.membership(mari, factories.organisation("MTÜ Avatud Uks"), Role.ADMINISTRATOR)
    signed_in_just_now(client, mari)

    response = client.post("/my-data/erase/", {"email": "mari@example.ee"})

    assert "MTÜ Avatud Uks" in str(response.context["form"].errors)
    assert Membership.objects.filter(user=mari, end_date=None).exists()


def test_anothers_passkey_is_neither_renamed_nor_removed(client, mari):
    other = Authenticator.objects.create(
        user=factories.user(), type="webauthn", data={"name": "Võõras võti"}
    )
    signed_in_just_now(client, mari)

    for path in ("rename", "remove"):
        assert client.get(f"/account/passkeys/{other.pk}/{path}/").status_code == 404
        assert (
            client.post(f"/account/passkeys/{other.pk}/{path}/", {"name": "x"}).status_code == 404
        )
    assert "Võõras võti" not in client.get("/account/passkeys/").content.decode()
    assert Authenticator.objects.filter(pk=other.pk).exists()


def test_the_one_place_that_signs_people_in_remembers_how(rf, mari):
    from django.contrib.sessions.backends.db import SessionStore

    request = rf.get("/")
    request.session = SessionStore()
    request.user = mari

    sign_in(request, mari, method="tara")

    assert request.session["account_authentication_methods"][0]["method"] == "tara"


def test_an_account_with_an_unconfirmed_address_is_told_to_confirm_it_before_it_gets_a_passkey(
    client, mari
):
    EmailAddress.objects.create(user=mari, email=mari.email, primary=True, verified=False)
    signed_in_just_now(client, mari)

    response = client.get("/en/account/passkeys/add/", follow=True)

    assert response.redirect_chain == [("/en/account/passkeys/", 302)]
    assert "Your e-mail address is not confirmed yet." in response.content.decode()
    assert client.post("/en/account/passkeys/add/", {"name": "x"}).status_code == 302
    assert not Authenticator.objects.filter(user=mari).exists()


def test_an_account_with_a_confirmed_address_gets_to_the_page_of_a_new_passkey(client, mari):
    EmailAddress.objects.create(user=mari, email=mari.email, primary=True, verified=True)
    signed_in_just_now(client, mari)

    assert client.get("/account/passkeys/add/").status_code == 200
