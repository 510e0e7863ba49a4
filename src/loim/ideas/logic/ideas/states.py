"""What becomes of something that was written for others to read."""

from enum import StrEnum


class ShownState(StrEnum):
    AWAITING = "awaiting"  # for its address to be confirmed, or for a moderator
    SHOWN = "shown"
    HIDDEN = "hidden"  # by a moderator, with a written reason
    WITHDRAWN = "withdrawn"  # by its author


S = ShownState

TRANSITIONS: dict[ShownState, frozenset[ShownState]] = {
    S.AWAITING: frozenset({S.SHOWN, S.HIDDEN, S.WITHDRAWN}),
    # Back to the queue: a tap that was a mistake, or words that their author changed.
    S.SHOWN: frozenset({S.AWAITING, S.HIDDEN, S.WITHDRAWN}),
    S.HIDDEN: frozenset({S.SHOWN, S.AWAITING, S.WITHDRAWN}),
    S.WITHDRAWN: frozenset(),
}


def leads_to(state: str, after: str) -> bool:
    return ShownState(after) in TRANSITIONS[ShownState(state)]


def state_when_sent(*, is_confirmed: bool, is_moderated: bool, by_moderator: bool) -> ShownState:
    """What a moderator writes is read; an address that is not confirmed shows nothing yet."""
    if by_moderator or (is_confirmed and not is_moderated):
        return S.SHOWN
    return S.AWAITING
