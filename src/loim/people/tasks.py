"""Jobs that the worker does by itself, at night."""

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from loim.people.actions.erasure import erase_what_is_due

log = structlog.get_logger("loim.people")


@app.periodic(cron="40 3 * * *")
@app.task(name="people.erase_what_is_due", queueing_lock="people.erase_what_is_due")
def erase_nightly(timestamp: int) -> None:
    log.info("erased", **erase_what_is_due(now=timezone.now()))
