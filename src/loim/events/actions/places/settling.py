"""Expire what has expired, and give every place that can be given to whoever is next."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import procrastinate
from django.db import transaction
from django.db.models import Q
from procrastinate.contrib.django import app

from loim.events.actions.places.changing import Move, change_states
from loim.events.actions.places.desk import Desk, at_the_desk
from loim.events.logic.participant_states import ParticipantState
from loim.events.logic.places.promotion import Given, settle
from loim.events.logic.places.reasons import Reason
from loim.events.logic.places.rules import Rules, Tally
from loim.events.models import Draw, Event, EventStatus, Participant, Policy
from loim.events.queries.places.people import Waiting, tally_of, waiting_in_order
from loim.events.queries.places.replacing import vacancy_of
from loim.events.queries.places.rules import rules_of
from loim.events.queries.places.wording import rule_values

S = ParticipantState
REPLACE_TASK = "loim.events.replace_drawn"  # `replacing.py` carries it out
UNCONFIRMED = Q(registration__confirmed_at=None)


@dataclass
class Caught:
    """The state of the places when everything that was due has been done."""

    rules: Rules
    tally: Tally
    is_drawn: bool


def settle_places(*, event: Event, now: datetime) -> None:
    """Expired offers are taken back, free places offered to those who wait, by the rules.

    Safe to run at any time and twice at once. Raises Busy, EventNotOpen.
    """
    with at_the_desk(event.pk) as desk:
        catch_up(desk, now)


def catch_up(desk: Desk, now: datetime) -> Caught:
    """Do what is due, at the desk, before anything new is decided."""
    rules = rules_of(desk.event, desk.settings)
    if desk.event.status == EventStatus.PUBLISHED:
        expire(desk, now)
    tally = tally_of(desk.event.pk, rules)
    is_drawn = (
        desk.settings.policy == Policy.DRAW
        and Draw.objects.filter(event=desk.event, drawn_at__isnull=False).exists()
    )
    if may_promote(desk, now) and has_free_places(rules, tally):
        vacancy = vacancy_of(desk.event, free_places(rules, tally)) if is_drawn else None
        if vacancy is None:
            tally = promote(desk, rules, tally, now)
        else:
            queue_replacement(desk.event.pk)
            tally.total += len(vacancy.leaving)  # kept until the lot has said for whom
    return Caught(rules, tally, is_drawn)


def may_promote(desk: Desk, now: datetime) -> bool:
    return desk.event.status == EventStatus.PUBLISHED and now < desk.starts_at


def has_free_places(rules: Rules, tally: Tally) -> bool:
    return rules.capacity is None or tally.total < rules.capacity


def free_places(rules: Rules, tally: Tally) -> int | None:
    """None: as many as come."""
    return None if rules.capacity is None else max(0, rules.capacity - tally.total)


def queue_replacement(event_id: int) -> None:
    """A worker draws who is called: that may take longer than anybody stands at the desk."""
    task = app.configure_task(REPLACE_TASK, queueing_lock=f"{REPLACE_TASK}:{event_id}")
    try:
        with transaction.atomic():  # one that waits is enough
            task.defer(event_id=event_id)
    except procrastinate.exceptions.AlreadyEnqueued:
        return


def due_to_expire(now: datetime) -> Q:
    """Offers nobody answered, and registrations whose address nobody confirmed."""
    return Q(state=S.OFFERED, offer_expires_at__lte=now) | Q(
        UNCONFIRMED, state__in=[S.WAITING, S.APPLIED], registration__confirm_by__lte=now
    )


def expire(desk: Desk, now: datetime) -> None:
    expired = list(
        Participant.objects.filter(due_to_expire(now), event=desk.event)
        .select_related("registration")
        .order_by("pk")
    )
    if expired:
        change_states([_expiry(person) for person in expired], by=None, now=now)


def _expiry(person: Participant) -> Move:
    if person.registration.confirmed_at is None:
        return Move(person, S.CANCELLED, Reason.NOT_CONFIRMED)
    return Move(person, S.DECLINED, Reason.OFFER_EXPIRED)


def promote(desk: Desk, rules: Rules, tally: Tally, now: datetime) -> Tally:
    waiting = waiting_in_order(desk.event.pk, rules)
    if not waiting.units:
        return tally
    settled = settle(rules, tally, waiting.units, now)
    moves = [move for given in settled.given for move in _offers(desk, given, waiting, now)]
    if moves:
        change_states(moves, by=None, now=now)
    return settled.tally


def _offers(desk: Desk, given: Given, waiting: Waiting, now: datetime) -> list[Move]:
    values = {"rules": [rule_values(given.rule)]} if given.rule else {}
    return [
        offer(desk, waiting.rows[person.key], given.reason, values, now)
        for person in given.unit.people
    ]


def offer(
    desk: Desk, person: Participant, reason: Reason, values: dict[str, Any], now: datetime
) -> Move:
    """A place until they answer; whoever cannot be asked has it at once.

    An address that nobody has confirmed holds a place no longer than a new registration would.
    """
    if not (person.email or person.registration.email):
        return Move(person, S.ADMITTED, reason, values)
    is_confirmed = person.registration.confirmed_at is not None
    hours = desk.settings.offer_hours if is_confirmed else desk.settings.confirm_hours
    expires_at = min(now + timedelta(hours=hours), desk.starts_at)
    return Move(person, S.OFFERED, reason, values, offer_expires_at=expires_at)
