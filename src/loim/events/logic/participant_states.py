"""The states of one person's place at an event and the steps between them."""

from enum import StrEnum


class ParticipantState(StrEnum):
    APPLIED = "applied"  # waits for a decision: the organiser's, or the draw's
    OFFERED = "offered"  # holds a place until the offer expires
    ADMITTED = "admitted"
    WAITING = "waiting"
    DECLINED = "declined"  # by the organiser, by the person, or the offer expired
    CANCELLED = "cancelled"
    ATTENDED = "attended"
    ABSENT = "absent"


S = ParticipantState

# These hold a place: free places are the capacity less these.
HOLDING = frozenset({S.OFFERED, S.ADMITTED, S.ATTENDED, S.ABSENT})
# These are still in the game: a person is there once at most.
LIVE = HOLDING | {S.APPLIED, S.WAITING}

TRANSITIONS: dict[ParticipantState, frozenset[ParticipantState]] = {
    S.APPLIED: frozenset({S.OFFERED, S.ADMITTED, S.WAITING, S.DECLINED, S.CANCELLED}),
    S.WAITING: frozenset({S.OFFERED, S.ADMITTED, S.DECLINED, S.CANCELLED}),
    S.OFFERED: frozenset({S.ADMITTED, S.WAITING, S.DECLINED, S.CANCELLED}),
    S.ADMITTED: frozenset({S.WAITING, S.CANCELLED, S.ATTENDED, S.ABSENT}),
    S.ATTENDED: frozenset({S.ADMITTED, S.ABSENT}),
    S.ABSENT: frozenset({S.ADMITTED, S.ATTENDED, S.CANCELLED}),
    # Whoever changes their mind applies again, at the end of the queue.
    S.DECLINED: frozenset({S.APPLIED}),
    S.CANCELLED: frozenset({S.APPLIED}),
}


def leads_to(state: str, after: str) -> bool:
    return ParticipantState(after) in TRANSITIONS[ParticipantState(state)]
