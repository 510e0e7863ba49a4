"""Reminders, alarms, and what people without an account set going. Each opens the keeper's gate."""

from uuid import UUID

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from loim.casework.actions.appointments.alarms import raise_alarms
from loim.casework.actions.appointments.interpreters import TELL_TASK, tell_of_answer
from loim.casework.actions.appointments.orders_that_follow import FOLLOW_TASK, follow_by_uuid
from loim.casework.actions.appointments.reminders import send_reminders
from loim.casework.gate import opened_for_keeping

log = structlog.get_logger("loim.casework")


@app.periodic(cron="12 * * * *", periodic_id="casework-reminders")
@app.task(name="loim.casework.remind", queueing_lock="loim.casework.remind")
def remind_hourly(timestamp: int) -> None:
    now = timezone.now()
    with opened_for_keeping(now=now):
        log.info("reminded", appointments=send_reminders(now=now))


@app.periodic(cron="* * * * *", periodic_id="casework-visit-alarms")
@app.task(name="loim.casework.raise_alarms", queueing_lock="loim.casework.raise_alarms", priority=9)
def raise_alarms_every_minute(timestamp: int) -> None:
    """A worker that was down raises what is due as soon as it is up again: visits tell, not jobs."""
    now = timezone.now()
    with opened_for_keeping(now=now):
        if raised := raise_alarms(now=now):
            log.warning("home visits overdue", alarms=raised)


@app.task(name=FOLLOW_TASK)
def follow_appointment(appointment: str) -> None:
    now = timezone.now()
    with opened_for_keeping(now=now):
        follow_by_uuid(identity=UUID(appointment), now=now)


@app.task(name=TELL_TASK)
def tell_of_interpreter(order: str) -> None:
    with opened_for_keeping(now=timezone.now()):
        tell_of_answer(identity=UUID(order))
