"""Work behind the pages of texts. Each loads, calls one action, and is safe to run again."""

import structlog
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from loim.content.actions.counting import count_recent_readings
from loim.content.actions.machine.asking import TRANSLATE_TASK
from loim.content.actions.machine.carrying_out import (
    MOST_TRIES,
    TryAgain,
    carry_out,
    give_up_lost,
)

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
