"""A job that asks for another does so in its own transaction."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from loim.common.database_roles import WEB_ROLE
from loim.common.jobs import WorkerConnector, queue
from loim.common.tasks import send_mail

pytestmark = pytest.mark.django_db(transaction=True)


def jobs() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs")
        return cursor.fetchone()[0]


def in_a_worker(connector: DjangoConnector, work: Callable[[], None]) -> None:
    """`work` as a task's thread does it, with a worker's connections open."""

    def closing() -> None:
        try:
            work()
        finally:
            connections.close_all()

    async def run() -> None:
        with app.replace_connector(connector.get_worker_connector()):
            async with app.open_async():
                await asyncio.to_thread(closing)

    with ThreadPoolExecutor(1) as pool:  # a thread of its own: this one may be the browser's
        pool.submit(lambda: asyncio.run(run())).result()


def asks(*, fails: bool = False) -> None:
    with transaction.atomic():
        queue(send_mail, mail_id=1)
        send_mail.batch_defer({"mail_id": 2}, {"mail_id": 3})
        if fails:
            raise ZeroDivisionError


def asks_and_fails() -> None:
    with pytest.raises(ZeroDivisionError):
        asks(fails=True)


def test_jobs_of_a_transaction_that_failed_are_none() -> None:
    in_a_worker(WorkerConnector(), asks_and_fails)
    assert jobs() == 0
    in_a_worker(WorkerConnector(), asks)
    assert jobs() == 3


def test_with_the_usual_connector_they_would_be_there() -> None:
    """Negative control."""
    in_a_worker(DjangoConnector(), asks_and_fails)
    assert jobs() == 3


def test_the_worker_connects_under_the_role_of_the_pages() -> None:
    options = connection.settings_dict["OPTIONS"]
    before, options["assume_role"] = options.get("assume_role"), WEB_ROLE
    connection.close()
    seen: list[str] = []

    async def whose() -> None:
        connector = WorkerConnector().get_worker_connector()
        await connector.open_async()
        row = await connector.execute_query_one_async("SELECT current_user AS name")
        seen.append(row["name"])
        await connector.close_async()

    try:
        with ThreadPoolExecutor(1) as pool:
            pool.submit(lambda: asyncio.run(whose())).result()
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            seen.append(cursor.fetchone()[0])
    finally:
        connection.close()
        options.pop("assume_role")
        if before:
            options["assume_role"] = before

    assert seen == [WEB_ROLE, WEB_ROLE]
