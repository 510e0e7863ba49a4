"""Work behind the pages of events. Each loads, calls one action, and is safe to run again."""

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from loim.events.actions.agenda.notice_letters import write_forgotten_notices, write_notices
from loim.events.actions.agenda.notices import WRITE_NOTICES_TASK
from loim.events.actions.day.certificates import issue_ordered
from loim.events.actions.day.feedback import drop_old_tickets
from loim.events.actions.day.reminders import send_reminders
from loim.events.actions.day.thanks import send_thanks
from loim.events.actions.places.due import settle_what_is_due
from loim.events.actions.places.holding_draw import DRAW_TASK, hold
from loim.events.actions.places.replacing import replace_drawn
from loim.events.actions.places.settling import REPLACE_TASK
from loim.events.actions.registrants.erasing_due import erase_what_is_due
from loim.events.actions.registrants.message_letters import (
    write_forgotten_messages,
    write_message_letters,
)
from loim.events.actions.registrants.messages import WRITE_MESSAGES_TASK
from loim.events.actions.registration.letters import WRITE_TASK
from loim.events.actions.registration.place_letters import write_place_letters
from loim.events.queries.day.certificates import ISSUE_TASK

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


@app.periodic(cron="7 * * * *", periodic_id="events-reminders")
@app.task(name="loim.events.send_reminders", queueing_lock="loim.events.send_reminders")
def send_reminders_hourly(timestamp: int) -> None:
    """Hourly, so that a worker that was down in the morning misses nothing."""
    log.info("reminded", people=send_reminders(now=timezone.now()))


@app.periodic(cron="17 * * * *", periodic_id="events-thanks")
@app.task(name="loim.events.send_thanks", queueing_lock="loim.events.send_thanks")
def send_thanks_hourly(timestamp: int) -> None:
    log.info("thanked", people=send_thanks(now=timezone.now()))


@app.periodic(cron="10 4 * * *", periodic_id="events-old-feedback-tickets")
@app.task(name="loim.events.drop_old_tickets", queueing_lock="loim.events.drop_old_tickets")
def drop_old_tickets_nightly(timestamp: int) -> None:
    drop_old_tickets(now=timezone.now())


@app.periodic(cron="* * * * *", periodic_id="events-settle-places")
@app.task(name="loim.events.settle_places", queueing_lock="loim.events.settle_places")
def settle_places_every_minute(timestamp: int) -> None:
    """Offers expire, kept places become open: time alone gives places to those who wait."""
    settle_what_is_due(now=timezone.now())


@app.task(name=ISSUE_TASK, priority=5)
def issue_certificates(event_id: int) -> None:
    issue_ordered(event_id=event_id, now=timezone.now())


@app.task(name=DRAW_TASK, priority=5)
def hold_draw_of_event(draw_id: int) -> None:
    hold(draw_id=draw_id, now=timezone.now())


@app.task(name=REPLACE_TASK, priority=5)
def replace_drawn_of_event(event_id: int) -> None:
    replace_drawn(event_id=event_id, now=timezone.now())
