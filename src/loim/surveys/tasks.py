"""Work behind the pages of surveys. Each loads, calls one action, and is safe to run again."""

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from loim.surveys.actions.erasing import erase_what_is_due
from loim.surveys.actions.letters import remind_when_due, write_due_invitations
from loim.surveys.actions.steps import close_what_is_due

log = structlog.get_logger("loim.surveys")


@app.periodic(cron="*/5 * * * *", periodic_id="surveys-open-and-close")
@app.task(name="loim.surveys.open_and_close", queueing_lock="loim.surveys.open_and_close")
def open_and_close(timestamp: int) -> None:
    """Letters of what begins, mixing and closing of what ends."""
    now = timezone.now()
    log.info(
        "surveys",
        invited=write_due_invitations(now=now),
        closed=close_what_is_due(now=now),
    )


@app.periodic(cron="27 * * * *", periodic_id="surveys-reminders")
@app.task(name="loim.surveys.send_reminders", queueing_lock="loim.surveys.send_reminders")
def send_reminders_hourly(timestamp: int) -> None:
    log.info("reminded", people=remind_when_due(now=timezone.now()))


@app.periodic(cron="20 4 * * *", periodic_id="surveys-erase-what-is-due")
@app.task(name="loim.surveys.erase_what_is_due", queueing_lock="loim.surveys.erase_what_is_due")
def erase_nightly(timestamp: int) -> None:
    log.info("erased", **erase_what_is_due(now=timezone.now()))
