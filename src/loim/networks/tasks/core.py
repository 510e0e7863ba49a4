"""Forgetting members. Safe to run again."""

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from loim.networks.actions.erasing import forget_members_that_are_due

log = structlog.get_logger("loim.networks")


@app.periodic(cron="35 3 * * *", periodic_id="networks-members-erase")
@app.task(name="loim.networks.erase_members", queueing_lock="loim.networks.erase_members")
def erase_members_nightly(timestamp: int) -> None:
    log.info("erased", **forget_members_that_are_due(now=timezone.now()))
