"""Work behind the pages of counselling. Each loads, calls one action, and is safe to run again."""

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from loim.casework.actions.protection.retention import erase_what_is_due

log = structlog.get_logger("loim.casework")


@app.periodic(cron="30 3 * * *", periodic_id="casework-erase-what-is-due")
@app.task(name="loim.casework.erase_what_is_due", queueing_lock="loim.casework.erase_what_is_due")
def erase_what_is_due_nightly(timestamp: int) -> None:
    log.info("erased", **erase_what_is_due(now=timezone.now()))
