"""Offers of seats run out, and applications are forgotten. Each is safe to run again."""

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from loim.networks.actions.bodies.erasing import erase_what_is_due
from loim.networks.actions.bodies.offering import expire_offers

log = structlog.get_logger("loim.networks")


@app.periodic(cron="*/10 * * * *", periodic_id="networks-offers")
@app.task(name="loim.networks.expire_offers", queueing_lock="loim.networks.expire_offers")
def expire_offers_often(timestamp: int) -> None:
    log.info("offers of seats", expired=expire_offers(now=timezone.now()))


@app.periodic(cron="55 3 * * *", periodic_id="networks-bodies-erase")
@app.task(name="loim.networks.erase_bodies", queueing_lock="loim.networks.erase_bodies")
def erase_applications_nightly(timestamp: int) -> None:
    log.info("erased", **erase_what_is_due(now=timezone.now()))
