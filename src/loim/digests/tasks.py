"""Work behind the letters. Each loads, calls one action, and is safe to run again."""

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from loim.digests.actions.erasing import erase_what_is_due
from loim.digests.actions.sending import WRITE_TASK, begin_due_letters, write_letters

log = structlog.get_logger("loim.digests")


@app.periodic(cron="*/10 * * * *", periodic_id="digests-due")
@app.task(name="loim.digests.begin_due_letters", queueing_lock="loim.digests.begin_due_letters")
def begin_due_letters_often(timestamp: int) -> None:
    begin_due_letters(now=timezone.now())


@app.task(name=WRITE_TASK)
def write_letters_of_a_batch(keys: list[int]) -> None:
    log.info("written", letters=write_letters(keys=keys, now=timezone.now()))


@app.periodic(cron="35 3 * * *", periodic_id="digests-erase")
@app.task(name="loim.digests.erase", queueing_lock="loim.digests.erase")
def erase_nightly(timestamp: int) -> None:
    log.info("erased", **erase_what_is_due(now=timezone.now()))
