"""Work that is done behind a page: queued in the same transaction that asks for it.

procrastinate keeps its queue in the same database, so a job exists exactly when the
change that needs it was committed: no job is lost, and none runs too early.
"""

from typing import Any

import procrastinate
from django.db import connections, transaction
from procrastinate.contrib.django import app, utils
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.psycopg_connector import PsycopgConnector


class WorkerConnector(DjangoConnector):
    """What a worker is started with, so that a job which asks for another does so in its own
    transaction, as pages do.

    procrastinate's own would put the second job into the queue by a connection beside it: it
    could run before what it needs is committed, find nothing to do, and a mail would be lost.
    """

    def get_worker_connector(self) -> Any:
        connector: Any = PsycopgConnector(kwargs=_connection_parameters(self.alias))
        connector.get_sync_connector = lambda: self
        return connector


def _connection_parameters(alias: str) -> dict[str, Any]:
    """As pages connect, under their role, too: Django takes it on only after connecting, and
    procrastinate's own connections would work as whoever owns the tables."""
    parameters = utils.connector_params(alias)
    role = connections[alias].settings_dict["OPTIONS"].get("assume_role")
    if role:
        others = parameters.get("options", "")
        parameters["options"] = f"{others} -c role={role}".strip()
    return parameters


def queue(task: Any, *, lock: str | None = None, **arguments: Any) -> None:
    """Queue a task. With a `lock`, one that already waits under it is enough for both."""
    try:
        with transaction.atomic():  # a refused second job must not spoil the caller's transaction
            task.configure(queueing_lock=lock).defer(**arguments)
    except procrastinate.exceptions.AlreadyEnqueued:
        return


__all__ = ["WorkerConnector", "app", "queue"]
