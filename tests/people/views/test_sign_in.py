"""Signing in by a one-time code, as it arrives by mail."""

import re
import time

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from loim.common.models import OutgoingMail
from loim.people.models import User
from tests import factories
from tests.mail import run_jobs

pytestmark = pytest.mark.django_db
REQUEST, CONFIRM, CLOSED = "/account/login/code/", "/account/login/code/confirm/", "/profile/"


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def mari():
    return factories.user("mari@example.ee", name="Mari", language="en")


def ask(client, email="mari@example.ee", **extra):
    return client.post(REQUEST, {"email": email, **extra})


def code_in(mailbox) -> str:
    run_jobs()
    return re.search(r"\b([A-Z]{4}-[A-Z]{4})\b", mailbox.text(mailbox.messages[-1]))[1]


def is_signed_in(client) -> bool:
    return client.get(CLOSED).status_code == 200


def test_a_person_signs_in_with_the_code_that_came_by_mail(client, mari, mailbox):
    assert ask(client).headers["Location"] == CONFIRM
    code = code_in(mailbox)

    response = client.post(CONFIRM, {"code": code})

    assert is_signed_in(client)
    assert response.headers["Location"] == "/en/my-work/"  # in the person's own language


def test_the_mail_is_in_the_language_of_the_account(client, mari, mailbox):
    ask(client)
    run_jobs()

    [message] = mailbox.to("mari@example.ee")
    assert message["Subject"] == "Your code to sign in to Lõim"
    assert message["Content-Language"] == "en"


@pytest.mark.parametrize("written", ["{}", "  {} ", "{}".lower()])
def test_a_code_is_taken_as_people_write_it(client, mari, mailbox, written):
    ask(client)
    code = code_in(mailbox)

    client.post(CONFIRM, {"code": written.format(code).lower().replace("-", " ")})

    assert is_signed_in(client)


def test_a_code_works_once(client, mari, mailbox):
    ask(client)
    code = code_in(mailbox)
    client.post(CONFIRM, {"code": code})
    client.post("/account/logout/")

    response = client.post(CONFIRM, {"code": code})

    assert response.headers["Location"] == REQUEST
    assert not is_signed_in(client)


def test_a_code_works_in_the_browser_that_asked_for_it_only(client, mari, mailbox):
    ask(client)
    other = Client()

    other.post(CONFIRM, {"code": code_in(mailbox)})

    assert not is_signed_in(other)


def test_a_code_expires_after_ten_minutes(client, mari, mailbox, monkeypatch):
    ask(client)
    code = code_in(mailbox)
    later = time.time() + 601
    monkeypatch.setattr(time, "time", lambda: later)

    client.post(CONFIRM, {"code": code})

    assert not is_signed_in(client)


def test_three_wrong_codes_end_the_attempt(client, mari, mailbox):
    ask(client)
    code = code_in(mailbox)
    for _each in range(2):
        assert client.post(CONFIRM, {"code": "BBBB-BBBB"}).status_code == 200
    assert client.post(CONFIRM, {"code": "BBBB-BBBB"}).headers["Location"] == REQUEST

    client.post(CONFIRM, {"code": code})

    assert not is_signed_in(client)


def test_an_unknown_address_gets_the_same_answer_as_a_known_one(mari, mailbox):
    """The same pages to the letter, the same mistakes, the same number of tries."""

    def pages(email):
        client = Client()
        first = ask(client, email)
        answers = [(first.status_code, first.headers["Location"])]
        answers += [client.get(CONFIRM).content]
        answers += [client.post(CONFIRM, {"code": "BBBB-BBBB"}).content for _each in range(3)]
        answers += [client.get(REQUEST).content]
        return [_without_changing_parts(answer, email) for answer in answers]

    assert pages("mari@example.ee") == pages("jaan@example.ee")


def _without_changing_parts(answer, email):
    if isinstance(answer, tuple):
        return answer
    text = re.sub(r'csrfmiddlewaretoken" value="\w+"', "", answer.decode())
    return text.replace(email, "EMAIL")


def test_known_and_unknown_addresses_take_the_same_work(mari, mailbox):
    """A difference in time would tell them apart: both render, seal and queue one mail."""

    def work(email):
        with CaptureQueriesContext(connection) as queries:
            ask(Client(), email)
        return len(queries)

    work("somebody@example.ee")  # what is loaded once
    assert abs(work("mari@example.ee") - work("jaan@example.ee")) <= 1
    assert OutgoingMail.objects.count() == 3


def test_an_unknown_address_is_told_so_by_mail(client, mailbox):
    ask(client, "jaan@example.ee")
    run_jobs()

    [message] = mailbox.to("jaan@example.ee")
    assert "code" not in message["Subject"]
    assert re.search(r"[A-Z]{4}-[A-Z]{4}", mailbox.text(message)) is None


def test_a_closed_account_gets_no_code(client, mari, mailbox):
    User.objects.update(is_active=False)

    ask(client)
    run_jobs()

    assert re.search(r"[A-Z]{4}-[A-Z]{4}", mailbox.text(mailbox.messages[-1])) is None


def test_an_account_closed_after_the_code_was_sent_stays_closed(client, mari, mailbox):
    ask(client)
    code = code_in(mailbox)
    User.objects.update(is_active=False)

    client.post(CONFIRM, {"code": code})

    assert not is_signed_in(client)


def test_a_mail_server_that_is_down_is_no_failure_of_the_page(client, mari, mailbox, settings):
    settings.EMAIL_PORT = 1
    response = ask(client)
    run_jobs()  # the worker tries in vain
    page = client.get(CONFIRM).content.decode()

    assert response.headers["Location"] == CONFIRM
    assert 'role="status"' in page  # says that mail is late
    assert 'role="status"' in Client().get("/account/login/").content.decode()


def test_nothing_is_said_of_late_mail_while_it_flows(client, mari, mailbox):
    ask(client)
    run_jobs()

    assert 'role="status"' not in client.get(CONFIRM).content.decode()


def test_the_session_gets_a_new_key_on_signing_in(client, mari, mailbox):
    ask(client)
    planted = client.cookies["sessionid"].value

    client.post(CONFIRM, {"code": code_in(mailbox)})

    assert client.cookies["sessionid"].value != planted
    assert not Session.objects.filter(session_key=planted).exists()


def test_signing_out_ends_the_session(client, mari, mailbox):
    client.force_login(mari)
    key = client.cookies["sessionid"].value

    client.post("/account/logout/")

    assert not is_signed_in(client)
    assert not Session.objects.filter(session_key=key).exists()


def test_a_link_alone_does_not_sign_out(client, mari):
    client.force_login(mari)

    assert client.get("/account/logout/").status_code == 200
    assert is_signed_in(client)


def test_after_signing_in_one_is_where_one_wanted_to_be(client, mari, mailbox):
    assert client.get("/profile/").headers["Location"] == "/account/login/?next=/profile/"
    ask(client, next="/profile/")

    response = client.post(CONFIRM, {"code": code_in(mailbox), "next": "/profile/"})

    assert response.headers["Location"] == "/profile/"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "https:evil.example",
        r"\\evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "http://127.0.0.1@evil.example/",
        "///evil.example",
    ],
)
def test_nobody_is_led_elsewhere_after_signing_in(client, mari, mailbox, elsewhere):
    ask(client, next=elsewhere)

    response = client.post(CONFIRM, {"code": code_in(mailbox), "next": elsewhere})

    assert response.headers["Location"] == "/en/my-work/"


@pytest.mark.parametrize("address", [REQUEST, CONFIRM, "/account/logout/", "/account/tara/"])
def test_a_form_of_another_site_is_refused(mari, address):
    client = Client(enforce_csrf_checks=True)

    assert client.post(address, {"email": "mari@example.ee"}).status_code == 403


@pytest.mark.parametrize(
    "path",
    ["/account/password/reset/", "/account/password/change/", "/account/password/set/"],
)
def test_there_are_no_pages_about_passwords(client, mari, path):
    client.force_login(mari)

    assert client.get(path).status_code == 404


def test_nobody_signs_up(client):
    assert client.get("/account/signup/").status_code == 200
    client.post("/account/signup/", {"email": "uus@example.ee"})

    assert not User.objects.filter(email="uus@example.ee").exists()


def test_changing_the_address_takes_a_code_from_the_new_one(client, mari, mailbox):
    EmailAddress.objects.create(user=mari, email=mari.email, verified=True, primary=True)
    ask(client)
    client.post(CONFIRM, {"code": code_in(mailbox)})
    client.post("/account/email/", {"action_add": "", "email": "mari.uus@example.ee"})
    run_jobs()
    mari.refresh_from_db()
    assert mari.email == "mari@example.ee"  # not yet

    client.post("/account/email/confirm/", {"code": code_in(mailbox)})
    run_jobs()

    mari.refresh_from_db()
    assert mari.email == "mari.uus@example.ee"
    assert list(EmailAddress.objects.values_list("email", flat=True)) == ["mari.uus@example.ee"]
    [warning] = [m for m in mailbox.to("mari@example.ee") if "changed" in m["Subject"]]
    assert "mari.uus@example.ee" in mailbox.text(warning)


def test_an_address_of_another_account_is_neither_given_away_nor_taken(client, mari, mailbox):
    jaan = factories.user("jaan@example.ee", language="en")
    ask(client)
    client.post(CONFIRM, {"code": code_in(mailbox)})

    response = client.post("/account/email/", {"action_add": "", "email": "jaan@example.ee"})
    code = code_in(mailbox)
    client.post("/account/email/confirm/", {"code": code})

    assert response.headers["Location"] == "/account/email/confirm/"  # as for any other address
    mari.refresh_from_db()
    jaan.refresh_from_db()
    assert (mari.email, jaan.email) == ("mari@example.ee", "jaan@example.ee")
    assert not EmailAddress.objects.filter(user=mari, email="jaan@example.ee").exists()


@pytest.mark.parametrize("path", ["/account/email/", "/account/passkeys/add/", "/my-data/erase/"])
def test_what_lets_a_stranger_stay_asks_for_a_fresh_sign_in(
    client, mari, mailbox, path, monkeypatch
):
    ask(client)
    client.post(CONFIRM, {"code": code_in(mailbox)})
    assert client.get(path).status_code == 200
    later = time.time() + 901
    monkeypatch.setattr(time, "time", lambda: later)

    response = client.get(path)
    assert response.status_code == 403
    assert is_signed_in(client)  # a link alone signs nobody out

    again = client.post("/account/logout/", {"next": response.context["back"]})
    assert again.headers["Location"] == f"/account/login/?next={path.replace('/', '%2F')}"
    assert not is_signed_in(client)


def test_a_session_lasts_a_working_day(client, mari):
    client.force_login(mari)

    expires = Session.objects.get().expire_date - timezone.now()
    assert 11 < expires.total_seconds() / 3600 < 13
