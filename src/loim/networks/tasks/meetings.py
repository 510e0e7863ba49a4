"""Owners of tasks are reminded each morning; names at old meetings go each night."""

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from loim.networks.actions.meetings.erasing import erase_names_due
from loim.networks.actions.meetings.tasks import remind_owners

log = structlog.get_logger("loim.networks")


@app.periodic(cron="10 7 * * *", periodic_id="networks-remind-of-tasks")
@app.task(name="loim.networks.remind_of_tasks", queueing_lock="loim.networks.remind_of_tasks")
def remind_of_tasks(timestamp: int) -> None:
    log.info("reminded", tasks=remind_owners(now=timezone.now()))


@app.periodic(cron="25 4 * * *", periodic_id="networks-erase-meetings")
@app.task(name="loim.networks.erase_meetings", queueing_lock="loim.networks.erase_meetings")
def erase_names_at_meetings(timestamp: int) -> None:
    log.info("erased", **erase_names_due(now=timezone.now()))
