"""Work of the portal that nobody asks for. Safe to run again."""

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from loim.portal.desk.letters import write_weekly_letters

log = structlog.get_logger("loim.portal")


@app.periodic(cron="20 6 * * 1", periodic_id="portal-desk-letters")
@app.task(name="loim.portal.desk_letters", queueing_lock="loim.portal.desk_letters")
def write_desk_letters_weekly(timestamp: int) -> None:
    log.info("desk letters", letters=write_weekly_letters(now=timezone.now()))
