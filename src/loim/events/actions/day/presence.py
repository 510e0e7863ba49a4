"""Whether somebody was there, as a state of their place."""

from collections.abc import Sequence
from datetime import datetime

from loim.events.logic.participant_states import ParticipantState, leads_to
from loim.events.logic.places.reasons import Reason
from loim.events.models import Decision, Participant
from loim.people.models import User

S = ParticipantState


def mark_attended(*, participants: Sequence[Participant], by: User, now: datetime) -> None:
    _move(participants, S.ATTENDED, Reason.CAME, by, now)


def mark_absent(*, participants: Sequence[Participant], by: User, now: datetime) -> None:
    _move(participants, S.ABSENT, Reason.DID_NOT_COME, by, now)


def undo_presence(*, participants: Sequence[Participant], by: User, now: datetime) -> None:
    _move(participants, S.ADMITTED, Reason.CORRECTED, by, now)


def _move(
    participants: Sequence[Participant],
    state: ParticipantState,
    reason: Reason,
    by: User,
    now: datetime,
) -> None:
    """The rows are locked by the caller."""
    moved = [
        one
        for one in participants
        if leads_to(one.state, state) or (one.state, state) == (S.OFFERED, S.ATTENDED)
    ]
    Decision.objects.bulk_create(
        [
            Decision(
                participant=one, before=one.state, after=state, reason=reason.value, by=by, at=now
            )
            for one in moved
        ]
    )
    for one in moved:
        one.state, one.state_at, one.offer_expires_at = state.value, now, None
    Participant.objects.bulk_update(moved, ["state", "state_at", "offer_expires_at"])
