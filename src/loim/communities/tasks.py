"""Work behind the pages of communities. Each calls one action, and is safe to run again."""

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from loim.communities import crisis_tasks  # noqa: F401  # the worker finds tasks here alone
from loim.communities.actions.erasing import erase_what_is_due

log = structlog.get_logger("loim.communities")


@app.periodic(cron="35 4 * * *", periodic_id="communities-erase")
@app.task(name="loim.communities.erase", queueing_lock="loim.communities.erase")
def erase_nightly(timestamp: int) -> None:
    log.info("erased", **erase_what_is_due(now=timezone.now()))
