"""Work behind the pages of texts. Each loads, calls one action, and is safe to run again."""

import structlog
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from loim.common.jobs import queue
from loim.content.actions.counting import count_recent_readings
from loim.content.actions.links.checking import AT_ONCE, CHECK_TASK, check_links, due_links
from loim.content.actions.links.gathering import gather_links
from loim.content.actions.machine.asking import TRANSLATE_TASK
from loim.content.actions.machine.carrying_out import (
    MOST_TRIES,
    TryAgain,
    carry_out,
    give_up_lost,
)
from loim.content.actions.orders.erasing import erase_what_is_due
from loim.content.actions.orders.letters import remind_of_overdue
from loim.content.actions.pages.expiring import warn_of_expiry
from loim.content.models import Link

log = structlog.get_logger("loim.content")
# After 15 s and once more after 3 min 45 s.
RETRIES = RetryStrategy(max_attempts=MOST_TRIES, exponential_wait=15, retry_exceptions=[TryAgain])


@app.task(name=TRANSLATE_TASK, priority=1, retry=RETRIES)
def translate_by_machine(asked_id: int) -> None:
    carry_out(asked_id=asked_id, now=timezone.now())


@app.periodic(cron="35 * * * *", periodic_id="content-give-up-lost")
@app.task(name="loim.content.give_up_lost", queueing_lock="loim.content.give_up_lost")
def give_up_lost_hourly(timestamp: int) -> None:
    log.info("machine translations lost", number=give_up_lost(now=timezone.now()))


@app.periodic(cron="10 3 * * *", periodic_id="content-recent-readings")
@app.task(name="loim.content.recent_readings", queueing_lock="loim.content.recent_readings")
def count_recent_readings_nightly(timestamp: int) -> None:
    log.info("readings counted", texts=count_recent_readings(today=timezone.localdate()))


@app.periodic(cron="10 6 * * *", periodic_id="content-warn-of-expiry")
@app.task(name="loim.content.warn_of_expiry", queueing_lock="loim.content.warn_of_expiry")
def warn_of_expiry_daily(timestamp: int) -> None:
    log.info("warned of expiry", letters=warn_of_expiry(now=timezone.now()))


@app.periodic(cron="40 1 * * *", periodic_id="content-links")
@app.task(name="loim.content.gather_links", queueing_lock="loim.content.gather_links")
def gather_links_nightly(timestamp: int) -> None:
    log.info("links gathered", links=gather_links(now=timezone.now()))
    queue(check_due_links, lock="loim.content.check_links")


@app.task(name="loim.content.check_links")
def check_due_links() -> None:
    """A hundred at a time, so that other work gets its turn."""
    links = due_links(now=timezone.now())
    done = check_links(links=links, clock=timezone.now)
    log.info("links checked", links=done)
    if done == AT_ONCE:
        queue(check_due_links, lock="loim.content.check_links")


@app.task(name=CHECK_TASK)
def check_one_link(link_id: int) -> None:
    check_links(links=Link.objects.filter(pk=link_id), clock=timezone.now)


@app.periodic(cron="40 6 * * *", periodic_id="content-remind-of-overdue")
@app.task(name="loim.content.remind_of_overdue", queueing_lock="loim.content.remind_of_overdue")
def remind_daily(timestamp: int) -> None:
    log.info("reminded of orders", number=remind_of_overdue(now=timezone.now()))


@app.periodic(cron="25 4 * * *", periodic_id="content-erase-what-is-due")
@app.task(name="loim.content.erase_what_is_due", queueing_lock="loim.content.erase_what_is_due")
def erase_nightly(timestamp: int) -> None:
    log.info("erased", **erase_what_is_due(now=timezone.now()))
