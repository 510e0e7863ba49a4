"""Work behind the pages of the directory. Each calls one action, and is safe to run again."""

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from loim.experts.actions.erasing import erase_what_is_due
from loim.experts.actions.reminding import ask_how_it_went, remind_of_consent

log = structlog.get_logger("loim.experts")


@app.periodic(cron="5 * * * *", periodic_id="experts-consent")
@app.task(name="loim.experts.consent", queueing_lock="loim.experts.consent")
def look_after_consent(timestamp: int) -> None:
    """Each hour, so that whoever's consent has lapsed leaves the index's own rows soon; the search
    itself leaves them out from that second on."""
    log.info("consent", **remind_of_consent(now=timezone.now()))


@app.periodic(cron="40 6 * * *", periodic_id="experts-work-over")
@app.task(name="loim.experts.work_over", queueing_lock="loim.experts.work_over")
def ask_how_work_went(timestamp: int) -> None:
    log.info("work over", asked=ask_how_it_went(now=timezone.now()))


@app.periodic(cron="20 4 * * *", periodic_id="experts-erase")
@app.task(name="loim.experts.erase", queueing_lock="loim.experts.erase")
def erase_nightly(timestamp: int) -> None:
    log.info("erased", **erase_what_is_due(now=timezone.now()))
