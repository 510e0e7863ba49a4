"""Work behind the pages of trainings. Each loads, calls one action, and is safe to run again."""

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from loim.trainings.actions.assignments.reminding import remind_of_deadlines
from loim.trainings.actions.cohort.erasing import erase_cohort_due
from loim.trainings.actions.days.keeping import KEEP_TASK, keep_all_lists, keep_lists_of
from loim.trainings.actions.teams.erasing import erase_what_is_due
from loim.trainings.actions.teams.sending import refuse_what_was_not_completed

log = structlog.get_logger("loim.trainings")


@app.task(name=KEEP_TASK, priority=5)
def keep_lists_of_training(training_id: int) -> None:
    keep_lists_of(training_id=training_id, now=timezone.now())


@app.periodic(cron="*/10 * * * *", periodic_id="trainings-keep-lists")
@app.task(name="loim.trainings.keep_all_lists", queueing_lock="loim.trainings.keep_all_lists")
def keep_lists_often(timestamp: int) -> None:
    """What a busy desk or a fallen worker left undone."""
    log.info("lists kept", changes=keep_all_lists(now=timezone.now()))


@app.periodic(cron="20 * * * *", periodic_id="trainings-remind-of-deadlines")
@app.task(
    name="loim.trainings.remind_of_deadlines", queueing_lock="loim.trainings.remind_of_deadlines"
)
def remind_hourly(timestamp: int) -> None:
    log.info("reminded", teams=remind_of_deadlines(now=timezone.now()))


@app.periodic(cron="5 4 * * *", periodic_id="trainings-erase-cohort")
@app.task(name="loim.trainings.erase_cohort", queueing_lock="loim.trainings.erase_cohort")
def erase_cohort_nightly(timestamp: int) -> None:
    """After the teams' people were erased: what was said between them."""
    log.info("erased", rows=erase_cohort_due(now=timezone.now()))


@app.periodic(cron="12 * * * *", periodic_id="trainings-not-completed")
@app.task(name="loim.trainings.not_completed", queueing_lock="loim.trainings.not_completed")
def refuse_not_completed_hourly(timestamp: int) -> None:
    log.info("not_completed", teams=refuse_what_was_not_completed(now=timezone.now()))


@app.periodic(cron="55 3 * * *", periodic_id="trainings-erase-what-is-due")
@app.task(name="loim.trainings.erase_what_is_due", queueing_lock="loim.trainings.erase_due")
def erase_teams_nightly(timestamp: int) -> None:
    log.info("erased", teams=erase_what_is_due(now=timezone.now()))
