"""Work behind the pages of field visits. Each is safe to run again."""

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from loim.visits.actions.erasing import erase_what_is_due

log = structlog.get_logger("loim.visits")


@app.periodic(cron="55 3 * * *", periodic_id="visits-erase-what-is-due")
@app.task(name="loim.visits.erase_what_is_due", queueing_lock="loim.visits.erase_what_is_due")
def erase_nightly(timestamp: int) -> None:
    log.info("erased", **erase_what_is_due(now=timezone.now()))
