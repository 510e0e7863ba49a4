"""Joining a network of cities: forgetting."""

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from loim.networks.actions.joining.erasing import erase_what_is_due

log = structlog.get_logger("loim.networks")


@app.periodic(cron="35 4 * * *", periodic_id="networks-joining-erase")
@app.task(name="loim.networks.erase_joining", queueing_lock="loim.networks.erase_joining")
def erase_nightly(timestamp: int) -> None:
    log.info("erased", joining=erase_what_is_due(now=timezone.now()))
