"""A process that is killed between a place and its letter: no place is lost, no letter doubled."""

import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from loim.common.jobs import queue
from loim.common.tasks import resume_jobs_of_fallen_workers
from loim.events.models import Event, Notice
from tests import factories as make
from tests.events.places.asking import states
from tests.events.places.falling import go_on_until
from tests.mail import Mailbox
from tests.processes import begin, end_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def event(transactional_db: None) -> Iterator[Event]:
    empty_queue()  # tests before may have left jobs that nobody did
    now = timezone.now()  # letters about what is over are not sent
    soon = make.published_event(start_date=(now + timedelta(days=9)).date())
    yield make.registration_settings(soon, capacity=1, closes_at=now + timedelta(days=5)).event
    empty_queue()


def empty_queue() -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


def fall(point: str, event: Event) -> None:
    """A process of its own is killed at `point`."""
    assert end_of(begin(lambda: go_on_until(point, event.pk))) == -signal.SIGKILL


def work(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that goes on until nothing is left to do."""
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)  # its thread ends with it

    def run() -> None:
        with app.replace_connector(app.connector.get_worker_connector()):
            app.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)

    for _ in range(2):  # what is begun again, then what that asks for
        with ThreadPoolExecutor(1) as pool:
            pool.submit(run).result(60)


def take_up_what_fell(monkeypatch: pytest.MonkeyPatch) -> None:
    with connection.cursor() as cursor:  # some time later: nothing was heard of it since
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 h'")
    queue(resume_jobs_of_fallen_workers, timestamp=0)
    work(monkeypatch)


def subjects(mailbox: Mailbox) -> list[Any]:
    return [message["To"] for message in mailbox.messages]


def jobs() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, status FROM procrastinate_jobs ORDER BY id")
        return cursor.fetchall()


def test_killed_before_the_commit_there_is_neither_place_nor_letter(event: Event) -> None:
    fall("registering, before the commit", event)

    assert states(event) == {}
    assert jobs() == []


def test_killed_after_the_commit_the_place_stays_and_one_letter_leaves(
    event: Event, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    fall("registering, after the commit", event)
    work(monkeypatch)

    assert states(event) == {"Mari": "admitted"}
    assert subjects(mailbox) == ["mari@example.ee"]


@pytest.mark.parametrize(
    "point", ["working, before the letter is kept", "working, after the letter is kept"]
)
def test_a_worker_that_is_killed_over_a_letter_leaves_one_letter(
    event: Event, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch, point: str
) -> None:
    fall("registering, after the commit", event)
    fall(point, event)
    assert subjects(mailbox) == []

    take_up_what_fell(monkeypatch)
    take_up_what_fell(monkeypatch)

    assert states(event) == {"Mari": "admitted"}
    assert subjects(mailbox) == ["mari@example.ee"]


def test_without_remembering_who_was_told_the_letter_would_leave_twice(
    event: Event, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: what is looked at here is the notice that is kept with the letter."""
    fall("registering, after the commit", event)
    fall("working, after the letter is kept", event)
    Notice.objects.all().delete()

    take_up_what_fell(monkeypatch)

    assert subjects(mailbox) == ["mari@example.ee"] * 2
