"""Signing in by state identity, through a real OpenID provider."""

import logging
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.sessions.models import Session
from django.db import IntegrityError, connection
from django.test import Client

from loim.people.logic.pseudonym import SubjectNotUnderstood, pseudonym_of
from loim.people.models import StateIdentity
from tests import factories
from tests.mail import run_jobs
from tests.people.oidc.provider import running
from tests.people.tara.conftest import come_back, go_through, start, use, walk

pytestmark = [pytest.mark.oidc, pytest.mark.django_db]
MARI = "EE60001019906"
KEY = b"the key of this test"


@pytest.fixture
def mari():
    return factories.user("mari@example.ee", name="Mari", language="en")


@pytest.fixture
def linked(mari, now):
    StateIdentity.objects.create(
        user=mari, subject_pseudonym=pseudonym_of(MARI, key=KEY), linked_at=now
    )
    return mari


def is_signed_in(client) -> bool:
    return client.get("/profile/").status_code == 200


def test_a_linked_person_is_signed_in_and_led_on(client, tara, linked):
    response = go_through(client)

    assert response.headers["Location"] == "/en/my-work/"
    assert is_signed_in(client)


def test_the_question_is_bound_and_asks_for_the_level(client, tara):
    asked = parse_qs(urlsplit(start(client)).query)

    assert asked["client_id"] == ["loim-test"]
    assert asked["redirect_uri"] == ["http://127.0.0.1/account/tara/return/"]
    assert asked["response_type"] == ["code"]
    assert asked["scope"] == ["openid"]
    assert asked["acr_values"] == ["substantial"]
    assert asked["ui_locales"] == ["et"]
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["state"][0]) == len(asked["nonce"][0]) == 43
    assert asked["state"] != asked["nonce"]


def test_no_two_questions_are_alike(client, tara):
    one, other = parse_qs(urlsplit(start(client)).query), parse_qs(urlsplit(start(client)).query)

    for name in ("state", "nonce", "code_challenge"):
        assert one[name] != other[name]


@pytest.mark.parametrize(("page", "shown"), [("/ru", "ru"), ("/uk", "en"), ("/en", "en")])
def test_tara_speaks_the_language_of_the_page_where_it_can(client, tara, page, shown):
    location = client.post(f"{page}/account/tara/").headers["Location"]

    assert parse_qs(urlsplit(location).query)["ui_locales"] == [shown]
    assert parse_qs(urlsplit(location).query)["redirect_uri"] == [
        "http://127.0.0.1/account/tara/return/"
    ]


def test_the_session_gets_a_new_key_on_signing_in(client, tara, linked):
    address = walk(start(client))
    planted = client.cookies["sessionid"].value

    come_back(client, address)

    assert client.cookies["sessionid"].value != planted
    assert not Session.objects.filter(session_key=planted).exists()


def test_an_unknown_person_is_told_how_to_link(client, tara, mari):
    response = go_through(client)

    assert response.status_code == 403
    assert not is_signed_in(client)


def test_another_persons_identity_does_not_open_the_account(client, tara, linked):
    tara.person("EE37102250382")

    assert go_through(client).status_code == 403
    assert not is_signed_in(client)


def test_a_closed_account_stays_closed(client, tara, linked):
    linked.is_active = False
    linked.save()

    assert go_through(client).status_code == 403
    assert not is_signed_in(client)


def test_a_signed_in_person_links_and_is_told_by_mail(client, tara, mari, mailbox):
    client.force_login(mari)

    response = go_through(client)
    run_jobs()

    assert response.headers["Location"] == "/profile/"
    assert StateIdentity.objects.get().subject_pseudonym == pseudonym_of(MARI, key=KEY)
    [message] = mailbox.to("mari@example.ee")
    assert message["Subject"] == "Your account on Lõim was linked to a state identity"


def test_the_personal_code_is_nowhere_in_the_database(client, tara, mari):
    client.force_login(mari)
    go_through(client)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables "
            "WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(
                f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', ["%60001019906%"]
            )
            assert cursor.fetchone() == (0,), table


def test_the_personal_code_is_not_in_the_log(client, tara, linked, caplog):
    caplog.set_level(logging.DEBUG, "loim")
    caplog.set_level(logging.DEBUG, "django_structlog")
    go_through(client)

    assert is_signed_in(client)
    assert "60001019906" not in caplog.text


def test_an_identity_is_linked_to_one_account(client, tara, linked):
    client.force_login(factories.user("jaan@example.ee"))

    response = go_through(client)

    assert response.status_code == 400
    assert list(StateIdentity.objects.values_list("user__email", flat=True)) == ["mari@example.ee"]


def test_an_account_has_one_identity(client, tara, linked):
    client.force_login(linked)
    tara.person("EE37102250382")

    assert go_through(client).status_code == 400
    assert StateIdentity.objects.get().subject_pseudonym == pseudonym_of(MARI, key=KEY)


def test_linking_again_changes_nothing(client, tara, linked):
    client.force_login(linked)

    assert go_through(client).headers["Location"] == "/profile/"
    assert StateIdentity.objects.count() == 1


def test_a_link_is_removed_by_its_owner(client, tara, linked):
    client.force_login(linked)

    client.post("/account/tara/unlink/")
    assert not StateIdentity.objects.exists()

    client.post("/account/logout/")
    assert go_through(client).status_code == 403


def test_linking_is_for_whoever_started_it(client, tara, mari):
    """Signed out and in as somebody else in between: nothing is linked."""
    client.force_login(mari)
    address = walk(start(client))
    attempt = client.session["tara"]
    client.force_login(factories.user("jaan@example.ee"))
    session = client.session
    session["tara"] = attempt
    session.save()

    assert come_back(client, address).status_code == 400
    assert not StateIdentity.objects.exists()


def test_an_answer_works_in_the_browser_that_asked_only(client, tara, linked):
    """A link with somebody's answer, sent to another, signs nobody in."""
    address = walk(start(client))
    other = Client()

    assert come_back(other, address).status_code == 400
    assert not is_signed_in(other)

    start(other)
    assert come_back(other, address).status_code == 400
    assert not is_signed_in(other)


def test_an_answer_works_once(client, tara, linked):
    address = walk(start(client))
    come_back(client, address)
    client.post("/account/logout/")

    assert come_back(client, address).status_code == 400
    assert not is_signed_in(client)


def test_an_answer_after_ten_minutes_is_too_late(client, tara, linked):
    address = walk(start(client))
    session = client.session
    session["tara"] = {**session["tara"], "started": session["tara"]["started"] - 601}
    session.save()

    assert come_back(client, address).status_code == 400
    assert not is_signed_in(client)


def test_a_code_that_was_used_asks_to_start_again(client, tara, linked):
    address = walk(start(client))
    session = client.session
    attempt = session["tara"]
    come_back(client, address)
    client.post("/account/logout/")
    session = client.session
    session["tara"] = attempt
    session.save()

    assert come_back(client, address).status_code == 400
    assert not is_signed_in(client)


@pytest.mark.parametrize("error", ["access_denied", "user_cancel"])
def test_whoever_cancels_chooses_again(client, tara, linked, error):
    tara.person(error=error)

    response = go_through(client)

    assert response.status_code == 200
    assert "/account/login/" in response.content.decode()
    assert not is_signed_in(client)


def test_an_error_of_tara_is_said_in_words(client, tara, linked):
    tara.person(error="temporarily_unavailable")

    assert go_through(client).status_code == 503
    assert not is_signed_in(client)


def test_a_low_level_of_assurance_is_not_enough(client, tara, linked):
    tara.person(acr="low")

    assert go_through(client).status_code == 400
    assert not is_signed_in(client)


@pytest.mark.parametrize(("asked", "given", "is_enough"), [
    ("low", "low", True), ("substantial", "substantial", True), ("high", "substantial", False),
    ("low", "high", True),
])  # fmt: skip
def test_the_level_asked_for_is_the_least(client, tara, linked, settings, asked, given, is_enough):
    settings.TARA_LEVEL = asked
    tara.person(acr=given)

    go_through(client)

    assert is_signed_in(client) is is_enough


@pytest.mark.parametrize("means", ["idcard", "mID", "smartid", "eIDAS"])
def test_each_of_taras_means_is_taken(client, tara, linked, means):
    tara.person(amr=[means])

    go_through(client)

    assert is_signed_in(client)


def test_tara_that_is_down_is_no_failure_of_the_page(client, tara, linked):
    tara.is_down = True

    response = client.post("/account/tara/")

    assert response.status_code == 503
    assert "/account/login/" in response.content.decode()


def test_tara_that_goes_down_on_the_way_is_no_failure_either(client, tara, linked):
    address = walk(start(client))
    tara.is_down = True

    assert come_back(client, address).status_code == 503
    assert not is_signed_in(client)


def test_a_description_of_another_issuer_is_not_used(client, tara):
    tara.answers["/.well-known/openid-configuration"] = lambda c: {**c, "issuer": "https://x.ee"}

    assert client.post("/account/tara/").status_code == 503


@pytest.mark.parametrize("name", ["authorization_endpoint", "token_endpoint", "jwks_uri"])
def test_an_unprotected_address_is_not_used(client, tara, name):
    tara.answers["/.well-known/openid-configuration"] = lambda c: {**c, name: "http://tara.ee/x"}

    assert client.post("/account/tara/").status_code == 503


def test_the_description_and_the_keys_are_remembered(client, tara, linked):
    for _each in range(3):
        go_through(client)
        client.post("/account/logout/")

    assert tara.asked.count("/.well-known/openid-configuration") == 1
    assert tara.asked.count("/jwks") == 1


def test_new_keys_of_tara_are_fetched_when_they_are_needed(client, tara, linked, settings):
    go_through(client)
    client.post("/account/logout/")

    def renamed(keys):
        return {"keys": [{**key, "kid": f"{key['kid']}-2026"} for key in keys["keys"]]}

    tara.answers["/jwks"] = renamed
    tara.change_token(kid="rsa-2026")
    go_through(client)

    assert is_signed_in(client)
    assert tara.asked.count("/jwks") == 2


def test_invented_key_names_do_not_become_a_flood_of_questions(client, tara, linked):
    tara.change_token(kid="invented")

    for _each in range(4):
        assert go_through(client).status_code == 400

    assert tara.asked.count("/jwks") == 2  # at first, and once more for the unknown name


def test_after_signing_in_one_is_where_one_wanted_to_be(client, tara, linked):
    assert go_through(client, next="/my-data/").headers["Location"] == "/my-data/"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"],
)
def test_nobody_is_led_elsewhere_after_signing_in(client, tara, linked, elsewhere):
    assert go_through(client, next=elsewhere).headers["Location"] == "/en/my-work/"


def test_a_link_of_another_site_starts_nothing(client, tara):
    assert client.get("/account/tara/").status_code == 405
    assert Client(enforce_csrf_checks=True).post("/account/tara/").status_code == 403


def test_without_tara_there_is_no_way_to_it(client, db, settings):
    settings.TARA_CLIENT_ID = ""

    assert client.post("/account/tara/").status_code == 404
    assert "/account/tara/" not in client.get("/account/login/").content.decode()


def test_a_provider_that_signs_with_elliptic_curves_is_understood(
    client, provider, settings, linked
):
    with running(id_token_signed_response_alg="ES256") as other:
        use(other, settings)
        go_through(client)

        assert is_signed_in(client)


def test_the_database_refuses_one_identity_for_two(linked, now):
    with pytest.raises(IntegrityError):
        StateIdentity.objects.create(
            user=factories.user(), subject_pseudonym=pseudonym_of(MARI, key=KEY), linked_at=now
        )


def test_a_pseudonym_needs_the_key():
    assert pseudonym_of(MARI, key=b"one") != pseudonym_of(MARI, key=b"other")
    assert pseudonym_of(MARI, key=b"one") == pseudonym_of(f" {MARI} ", key=b"one")
    assert MARI[2:] not in pseudonym_of(MARI, key=b"one")


@pytest.mark.parametrize("subject", ["", "EE", "60001019906", "ee60001019906", "E60001019906"])
def test_a_subject_without_a_country_is_not_understood(subject):
    with pytest.raises(SubjectNotUnderstood):
        pseudonym_of(subject, key=b"key")
