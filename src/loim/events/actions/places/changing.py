"""The only place that writes a participant's state, always together with its reason."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.events.actions.registration.letters import tell_of_places
from loim.events.logic.participant_states import ParticipantState, leads_to
from loim.events.logic.places.reasons import Reason
from loim.events.models import Decision, Participant
from loim.people.models import User


class StepNotPossible(Refusal):
    """The person is not in a state from which this leads on; perhaps somebody was quicker."""

    message = _("This cannot be done any more: something has changed meanwhile. Look again.")


@dataclass(frozen=True)
class Move:
    """`participant` comes to `after`; the same state again is a decision about the queue."""

    participant: Participant
    after: ParticipantState
    reason: Reason
    values: dict[str, Any] = field(default_factory=dict)
    note: str = ""
    offer_expires_at: datetime | None = None


def change_states(moves: Sequence[Move], *, by: User | None, now: datetime) -> None:
    """Write the states and the decisions, and have everybody told.

    Raises StepNotPossible where a state does not lead on, or is not what it was when it was
    read: then nothing is written.
    """
    groups: dict[tuple[str, ParticipantState, datetime | None], list[Participant]]
    groups = defaultdict(list)
    decisions = []
    for move in moves:
        person = move.participant
        if person.state != move.after:
            if not leads_to(person.state, move.after):
                raise StepNotPossible
            groups[(person.state, move.after, move.offer_expires_at)].append(person)
        decisions.append(_decision(move, before=person.state, by=by, now=now))
    for (before, after, expires_at), people in groups.items():
        _write(people, before, after, expires_at, now)
    Decision.objects.bulk_create(decisions)
    tell_of_places({move.participant.registration_id for move in moves})


def _write(
    people: list[Participant],
    before: str,
    after: ParticipantState,
    expires_at: datetime | None,
    now: datetime,
) -> None:
    changed = Participant.objects.filter(
        pk__in=[person.pk for person in people], state=before
    ).update(state=after, state_at=now, offer_expires_at=expires_at, is_held_back=False)
    if changed != len(people):
        raise StepNotPossible
    for person in people:
        person.state, person.state_at, person.offer_expires_at = after, now, expires_at
        person.is_held_back = False


@dataclass(frozen=True)
class Entry:
    """Somebody new, in the state that was decided, and who decided it."""

    participant: Participant
    reason: Reason
    values: dict[str, Any]
    by: User | None
    note: str = ""


def enter(entries: Sequence[Entry]) -> None:
    """Write those who are new, each with the first decision, and have them told."""
    Participant.objects.bulk_create([entry.participant for entry in entries])
    Decision.objects.bulk_create(
        Decision(
            participant=entry.participant,
            before="",
            after=entry.participant.state,
            reason=entry.reason.value,
            values=entry.values,
            note=entry.note,
            by=entry.by,
            at=entry.participant.state_at,
        )
        for entry in entries
    )
    tell_of_places({entry.participant.registration_id for entry in entries})


def _decision(move: Move, *, before: str, by: User | None, now: datetime) -> Decision:
    return Decision(
        participant=move.participant,
        before=before,
        after=move.after.value,
        reason=move.reason.value,
        values=move.values,
        note=move.note,
        by=by,
        at=now,
    )
