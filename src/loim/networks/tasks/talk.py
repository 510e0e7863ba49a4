"""Letters to members and about threads, and forgetting them. Each is safe to run again."""

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from loim.networks.actions.discussions.letters import send_daily_letters, tell_followers
from loim.networks.actions.discussions.writing import TELL_TASK
from loim.networks.actions.mailings.sending import (
    WRITE_TASK,
    note_outcomes,
    write_forgotten_mailings,
    write_mailing_letters,
)
from loim.networks.actions.talk_erasing import erase_talk_that_is_due

log = structlog.get_logger("loim.networks")


@app.task(name=WRITE_TASK)
def write_mailing(mailing_id: int) -> None:
    write_mailing_letters(mailing_id=mailing_id, now=timezone.now())


@app.task(name=TELL_TASK)
def tell_of_post(post_id: int) -> None:
    tell_followers(post_id=post_id, now=timezone.now())


@app.periodic(cron="*/10 * * * *", periodic_id="networks-letters")
@app.task(name="loim.networks.letters", queueing_lock="loim.networks.letters")
def look_after_letters(timestamp: int) -> None:
    now = timezone.now()
    write_forgotten_mailings(now=now)
    noted, daily = note_outcomes(now=now), send_daily_letters(now=now)
    log.info("letters of networks", noted=noted, daily=daily)


@app.periodic(cron="50 3 * * *", periodic_id="networks-talk-erase")
@app.task(name="loim.networks.erase_talk", queueing_lock="loim.networks.erase_talk")
def erase_talk_nightly(timestamp: int) -> None:
    log.info("erased", **erase_talk_that_is_due(now=timezone.now()))
