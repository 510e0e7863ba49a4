"""The register of associations: reminders, forgetting."""

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from loim.networks.actions.register.erasing import erase_what_is_due
from loim.networks.actions.register.reminding import remind_associations

log = structlog.get_logger("loim.networks")


@app.periodic(cron="10 7 * * *", periodic_id="networks-associations")
@app.task(name="loim.networks.remind_associations", queueing_lock="loim.networks.associations")
def remind_daily(timestamp: int) -> None:
    log.info("associations", reminded=remind_associations(now=timezone.now()))


@app.periodic(cron="25 4 * * *", periodic_id="networks-register-erase")
@app.task(name="loim.networks.erase_register", queueing_lock="loim.networks.erase_register")
def erase_nightly(timestamp: int) -> None:
    log.info("erased", **erase_what_is_due(now=timezone.now()))
