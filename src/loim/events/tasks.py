"""Work behind the pages of events. Each loads, calls one action, and is safe to run again."""

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from loim.events.actions.agenda.notice_letters import write_forgotten_notices, write_notices
from loim.events.actions.agenda.notices import WRITE_NOTICES_TASK
from loim.events.actions.registrants.erasing_due import erase_what_is_due
from loim.events.actions.registrants.message_letters import (
    write_forgotten_messages,
    write_message_letters,
)
from loim.events.actions.registrants.messages import WRITE_MESSAGES_TASK
from loim.events.actions.registration.letters import WRITE_TASK
from loim.events.actions.registration.place_letters import write_place_letters

log = structlog.get_logger("loim.events")


@app.task(name=WRITE_TASK, priority=5)
def write_letters_about_places(registrations: list[int]) -> None:
    write_place_letters(registrations=registrations, now=timezone.now())


@app.task(name=WRITE_NOTICES_TASK, priority=5)
def write_notices_to_participants(event_id: int, kind: str, number: int) -> None:
    write_notices(event_id=event_id, kind=kind, number=number, now=timezone.now())


@app.periodic(cron="*/5 * * * *", periodic_id="events-forgotten-notices")
@app.task(name="loim.events.write_forgotten_notices", queueing_lock="write_forgotten_notices")
def write_forgotten_notices_often(timestamp: int) -> None:
    """Letters that a worker did not write because it fell."""
    write_forgotten_notices(now=timezone.now())


@app.periodic(cron="50 3 * * *", periodic_id="events-erase-what-is-due")
@app.task(name="loim.events.erase_what_is_due", queueing_lock="loim.events.erase_what_is_due")
def erase_participants_nightly(timestamp: int) -> None:
    log.info("erased", **erase_what_is_due(now=timezone.now()))


@app.task(name=WRITE_MESSAGES_TASK, priority=5)
def write_messages_to_participants(message_id: int) -> None:
    write_message_letters(message_id=message_id, now=timezone.now())


@app.periodic(cron="*/5 * * * *", periodic_id="events-forgotten-messages")
@app.task(name="loim.events.write_forgotten_messages", queueing_lock="write_forgotten_messages")
def write_forgotten_messages_often(timestamp: int) -> None:
    write_forgotten_messages(now=timezone.now())
