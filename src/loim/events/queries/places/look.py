"""One look at an event's places for those who register: the busiest question that is asked.

Whoever holds the event's lock keeps all others waiting, so what most events need is read with
one statement; those with rules, or where something is due, are read as anywhere else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from loim.events.logic.participant_states import HOLDING, LIVE, ParticipantState

_HOLDING, _LIVE = sorted(HOLDING), sorted(LIVE)
_UNDECIDED = [ParticipantState.WAITING.value, ParticipantState.APPLIED.value]

_LOOK = """
SELECT
    EXISTS (SELECT FROM events_placerule WHERE event_id = %(event)s)
    OR EXISTS (
        SELECT FROM events_option o JOIN events_question q ON q.id = o.question_id
        WHERE q.event_id = %(event)s AND o.most IS NOT NULL
    ),
    EXISTS (
        SELECT FROM events_participant
        WHERE event_id = %(event)s AND state = 'offered' AND offer_expires_at <= %(now)s
    )
    OR EXISTS (
        SELECT FROM events_registration r JOIN events_participant p ON p.registration_id = r.id
        WHERE r.event_id = %(event)s AND r.confirmed_at IS NULL AND r.confirm_by <= %(now)s
        AND p.state = ANY(%(undecided)s)
    ),
    EXISTS (
        SELECT FROM events_participant
        WHERE event_id = %(event)s AND state = 'waiting' AND NOT is_held_back
    ),
    (
        SELECT count(*) FROM events_participant
        WHERE event_id = %(event)s AND state = ANY(%(holding)s)
    ),
    ARRAY(
        SELECT submission FROM events_registration
        WHERE event_id = %(event)s AND submission = ANY(%(submissions)s)
    ),
    ARRAY(
        SELECT submission FROM events_registration
        WHERE event_id <> %(event)s AND submission = ANY(%(submissions)s)
    ),
    ARRAY(
        SELECT lower(email) FROM events_participant
        WHERE event_id = %(event)s AND state = ANY(%(live)s) AND email <> '' AND lower(email) = ANY(%(addresses)s)
    )
"""


@dataclass(frozen=True)
class Look:
    """`made`: of the submissions that were asked about, those that have a registration here,
    `made_elsewhere` those that have one for another event; `taken`: of the addresses, in small
    letters, those that are on the list."""

    has_rules: bool
    is_due: bool
    has_waiting: bool
    holding: int
    made: frozenset[UUID]
    made_elsewhere: frozenset[UUID]
    taken: frozenset[str]


def look_at(
    event_id: int, *, submissions: Iterable[UUID], addresses: Iterable[str], now: datetime
) -> Look:
    """As it is at this moment. One query."""
    values: dict[str, Any] = {
        "event": event_id,
        "now": now,
        "submissions": list(submissions),
        "addresses": [address for address in addresses if address],
        "holding": _HOLDING,
        "live": _LIVE,
        "undecided": _UNDECIDED,
    }
    with connection.cursor() as cursor:
        cursor.execute(_LOOK, values)
        has_rules, is_due, has_waiting, holding, made, elsewhere, taken = cursor.fetchone()
    return Look(
        has_rules,
        is_due,
        has_waiting,
        holding,
        frozenset(made),
        frozenset(elsewhere),
        frozenset(taken),
    )
