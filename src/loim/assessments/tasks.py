"""Work behind the pages. Each loads, calls one action, and is safe to run again."""

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from loim.assessments.actions.bands import publish_bands
from loim.assessments.actions.erasing import erase_what_is_due

log = structlog.get_logger("loim.assessments")


@app.periodic(cron="35 3 * * *", periodic_id="assessments-erase-what-is-due")
@app.task(name="loim.assessments.erase_what_is_due", queueing_lock="loim.assessments.erase")
def erase_nightly(timestamp: int) -> None:
    log.info("erased", **erase_what_is_due(now=timezone.now()))


# On the first of the month; on the days after it only if that night was missed.
@app.periodic(cron="15 3 1-7 * *", periodic_id="assessments-publish-bands")
@app.task(name="loim.assessments.publish_bands", queueing_lock="loim.assessments.bands")
def publish_bands_monthly(timestamp: int) -> None:
    log.info("bands", groups=publish_bands(now=timezone.now()))
