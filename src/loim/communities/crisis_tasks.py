"""Work behind crisis plans and figures. Each calls one action, and is safe to run again."""

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from loim.communities.actions.crisis.erasing import erase_what_is_due
from loim.communities.actions.crisis.reminding import ask_unconfirmed, remind_keepers
from loim.communities.actions.overview.publishing import publish_figures

log = structlog.get_logger("loim.communities")


@app.periodic(cron="50 6 * * *", periodic_id="communities-crisis")
@app.task(name="loim.communities.crisis", queueing_lock="loim.communities.crisis")
def look_after_plans(timestamp: int) -> None:
    now = timezone.now()
    log.info("crisis plans", asked=ask_unconfirmed(now=now), **remind_keepers(now=now))


@app.periodic(cron="45 4 * * *", periodic_id="communities-crisis-erase")
@app.task(name="loim.communities.crisis_erase", queueing_lock="loim.communities.crisis_erase")
def forget_nightly(timestamp: int) -> None:
    log.info("crisis plans forgot", **erase_what_is_due(now=timezone.now()))


@app.periodic(cron="20 3 1 * *", periodic_id="communities-figures")
@app.task(name="loim.communities.figures", queueing_lock="loim.communities.figures")
def publish_monthly(timestamp: int) -> None:
    """On the first of each month, for the month that is over; run again it changes nothing."""
    log.info("community figures", month=str(publish_figures(now=timezone.now()) or ""))
