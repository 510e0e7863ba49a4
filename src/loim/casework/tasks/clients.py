"""What time alone does with consents."""

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from loim.casework.actions.clients.nightly import expire_consents, remind_of_consents

log = structlog.get_logger("loim.casework")


@app.periodic(cron="5 3 * * *", periodic_id="casework-consents-expire")
@app.task(name="loim.casework.expire_consents", queueing_lock="loim.casework.expire_consents")
def expire_consents_nightly(timestamp: int) -> None:
    log.info("consents expired", records=expire_consents(now=timezone.now()))


@app.periodic(cron="35 7 * * *", periodic_id="casework-consents-remind")
@app.task(name="loim.casework.remind_of_consents", queueing_lock="casework.remind_of_consents")
def remind_of_consents_daily(timestamp: int) -> None:
    log.info("reminded of consents", letters=remind_of_consents(now=timezone.now()))
