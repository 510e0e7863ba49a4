"""The states of what was handed in, and the steps between them."""

from datetime import datetime, timedelta

HANDED_IN, SENT_BACK, ACCEPTED = "handed_in", "sent_back", "accepted"

TRANSITIONS: dict[str, frozenset[str]] = {
    HANDED_IN: frozenset({SENT_BACK, ACCEPTED}),
    SENT_BACK: frozenset({HANDED_IN}),  # taken back within minutes
    ACCEPTED: frozenset({HANDED_IN}),  # taken back within minutes
}
# So long whoever decided may take it back: the letters have said it, and the team acts on it.
UNDO_WITHIN = timedelta(minutes=15)


def leads_to(state: str, after: str) -> bool:
    return after in TRANSITIONS[state]


def can_undo(state: str, decided_at: datetime | None, now: datetime) -> bool:
    return state != HANDED_IN and decided_at is not None and now <= decided_at + UNDO_WITHIN
