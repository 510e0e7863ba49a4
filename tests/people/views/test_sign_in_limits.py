"""Attempts are counted together by all processes, for one address and for one caller."""

import subprocess
import sys

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from loim.common.models import OutgoingMail
from tests import factories

pytestmark = pytest.mark.django_db
REQUEST = "/account/login/code/"


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


def ask(email, ip="192.0.2.1"):
    return Client(REMOTE_ADDR=ip).post(REQUEST, {"email": email})


def was_taken(response) -> bool:
    return response.status_code == 302


def test_one_address_gets_three_codes_a_minute_from_wherever_they_are_asked_for():
    factories.user("mari@example.ee")

    taken = [was_taken(ask("mari@example.ee", ip=f"192.0.2.{n}")) for n in range(5)]

    assert taken == [True, True, True, False, False]
    assert OutgoingMail.objects.filter(to="mari@example.ee").count() == 3


def test_letter_case_does_not_give_more():
    [ask("mari@example.ee", ip=f"192.0.2.{n}") for n in range(3)]

    assert not was_taken(ask("MARI@example.ee", ip="192.0.2.9"))


def test_a_limited_address_does_not_lock_others_out():
    [ask("mari@example.ee") for _each in range(5)]

    assert was_taken(ask("jaan@example.ee"))


def test_one_caller_asks_twenty_times_a_minute_whoever_they_ask_about():
    taken = [was_taken(ask(f"person{n}@example.ee")) for n in range(22)]

    assert taken == [True] * 20 + [False] * 2


def test_a_limited_caller_does_not_lock_others_out():
    [ask(f"person{n}@example.ee") for n in range(22)]

    assert was_taken(ask("mari@example.ee", ip="198.51.100.7"))


def test_a_forged_header_does_not_make_another_caller():
    for n in range(20):
        ask(f"person{n}@example.ee")

    forged = Client(REMOTE_ADDR="192.0.2.1", headers={"X-Forwarded-For": "203.0.113.5"})
    assert not was_taken(forged.post(REQUEST, {"email": "mari@example.ee"}))


def test_behind_a_proxy_of_ours_callers_are_told_apart(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for n in range(22):
        Client(headers={"X-Forwarded-For": "192.0.2.1"}).post(
            REQUEST, {"email": f"p{n}@example.ee"}
        )

    other = Client(headers={"X-Forwarded-For": "192.0.2.1, 203.0.113.5"})
    assert was_taken(other.post(REQUEST, {"email": "mari@example.ee"}))


def test_the_page_says_to_wait(client):
    for _each in range(3):
        ask("mari@example.ee")

    page = Client(REMOTE_ADDR="192.0.2.1").post("/en" + REQUEST, {"email": "mari@example.ee"})

    assert "Wait a few minutes" in page.content.decode()


@pytest.mark.django_db(transaction=True)
def test_the_counts_are_shared_with_other_processes():
    """A second process, with nothing but the database in common, finds the limit reached."""
    for _each in range(3):
        ask("mari@example.ee")
    program = (
        "import django; django.setup()\n"
        "from django.conf import settings\n"
        f"settings.DATABASES['default']['NAME'] = {connection.settings_dict['NAME']!r}\n"
        "from django.db import connections\n"
        f"connections['default'].settings_dict['NAME'] = {connection.settings_dict['NAME']!r}\n"
        "from django.test import Client\n"
        "settings.ALLOWED_HOSTS = ['*']\n"
        "def ask(email):\n"
        "    client = Client(REMOTE_ADDR='198.51.100.7')\n"
        f"    return client.post({REQUEST!r}, {{'email': email}}).status_code\n"
        "print(ask('mari@example.ee'), ask('jaan@example.ee'))\n"
    )
    given = connection.settings_dict
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "PYTHONPATH": "src:.",
            "PATH": "/usr/bin:/bin",
            "LOIM_DATABASE_URL": _address(given),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert done.stdout.split() == ["200", "302"], done.stderr


def _address(given) -> str:
    return f"postgresql:///{given['NAME']}?host={given['HOST']}&user={given['USER']}"
