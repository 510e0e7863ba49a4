"""Mail with a real worker, and with two at once: what is committed is what counts here."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections
from django.db.models import QuerySet
from django.utils import timezone
from procrastinate.contrib.django import app

from loim.common.mail_delivery import deliver
from loim.common.models import OutgoingMail
from loim.common.sealing import seal

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def empty_queue():
    yield
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")


def waiting_mail() -> OutgoingMail:
    return OutgoingMail.objects.create(
        to="mari@example.ee",
        template="greeting",
        language="et",
        sealed_text=seal('["Tere", "Tere!"]'),
        message_id="<1@example.ee>",
        queued_at=timezone.now(),
    )


def test_a_worker_sends_what_is_queued(mailbox, monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)  # its thread ends with it
    from loim.common.jobs import queue
    from loim.common.tasks import send_mail

    queue(send_mail, mail_id=waiting_mail().pk)

    def work() -> None:
        with app.replace_connector(app.connector.get_worker_connector()):
            app.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)

    with ThreadPoolExecutor(1) as pool:  # a thread of its own: this one may be the browser's
        pool.submit(work).result()

    assert [message["Subject"] for message in mailbox.messages] == ["Tere"]


def deliver_twice_at_once(mailbox) -> int:
    mail = waiting_mail()
    mailbox.seconds_to_answer = 0.3

    def work(_number: int) -> None:
        try:
            deliver(mail_id=mail.pk, now=timezone.now())
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(work, range(2)))
    return len(mailbox.messages)


def test_two_workers_send_one_mail_once(mailbox):
    assert deliver_twice_at_once(mailbox) == 1


def test_without_the_lock_two_workers_would_send_it_twice(mailbox, monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, *_, **__: rows)

    assert deliver_twice_at_once(mailbox) == 2
