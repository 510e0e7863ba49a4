"""Work that is done behind a page: queued in the same transaction that asks for it.

procrastinate keeps its queue in the same database, so a job exists exactly when the
change that needs it was committed: no job is lost, and none runs too early.
"""

from typing import Any

import procrastinate
from django.db import transaction
from procrastinate.contrib.django import app


def queue(task: Any, *, lock: str | None = None, **arguments: Any) -> None:
    """Queue a task. With a `lock`, one that already waits under it is enough for both."""
    try:
        with transaction.atomic():  # a refused second job must not spoil the caller's transaction
            task.configure(queueing_lock=lock).defer(**arguments)
    except procrastinate.exceptions.AlreadyEnqueued:
        return


__all__ = ["app", "queue"]
