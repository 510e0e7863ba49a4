"""Notices go out through a real worker: what is committed is what counts here."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from loim.common.jobs import WorkerConnector
from loim.events.actions.agenda import notice_letters
from loim.events.actions.agenda.notices import notify
from loim.events.models import Notice, NoticeKind
from tests.factories import participant, published_event

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _empty_queue() -> Any:
    yield
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")


def work() -> None:
    def run() -> None:
        with app.replace_connector(WorkerConnector().get_worker_connector()):
            app.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)

    with ThreadPoolExecutor(1) as pool:  # a thread of its own: this one may be the browser's
        pool.submit(run).result()


def test_everybody_gets_one_letter_in_several_batches(
    mailbox: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)  # its thread ends with it
    monkeypatch.setattr(notice_letters, "AT_ONCE", 2)
    meeting = published_event(start_date=date(2099, 8, 27))
    people = {participant(meeting).email for _number in range(5)}

    notify(event=meeting, kind=NoticeKind.CANCELLED, number=1, now=timezone.now())
    work()

    assert sorted(message["To"] for message in mailbox.messages) == sorted(people)
    assert Notice.objects.filter(mail__sent_at__isnull=False).count() == 5
