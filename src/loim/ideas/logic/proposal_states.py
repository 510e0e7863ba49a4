"""The states of a proposal and the steps between them."""

from enum import StrEnum


class ProposalState(StrEnum):
    SENT = "sent"
    ACCEPTED = "accepted"
    PARTLY = "partly"
    REJECTED = "rejected"
    UNDER_WAY = "under_way"
    DONE = "done"
    DROPPED = "dropped"
    WITHDRAWN = "withdrawn"


S = ProposalState

# The owner has answered in words.
ANSWERED = frozenset({S.ACCEPTED, S.PARTLY, S.REJECTED, S.UNDER_WAY, S.DONE, S.DROPPED})
# Nothing more is expected; its outcome says what came of it.
ENDED = frozenset({S.DONE, S.DROPPED})

TRANSITIONS: dict[ProposalState, frozenset[ProposalState]] = {
    S.SENT: frozenset({S.ACCEPTED, S.PARTLY, S.REJECTED, S.WITHDRAWN}),
    S.ACCEPTED: frozenset({S.PARTLY, S.REJECTED, S.UNDER_WAY, S.DONE, S.DROPPED}),
    S.PARTLY: frozenset({S.ACCEPTED, S.REJECTED, S.UNDER_WAY, S.DONE, S.DROPPED}),
    # An owner may think again, and so may whoever gave up.
    S.REJECTED: frozenset({S.ACCEPTED, S.PARTLY}),
    S.UNDER_WAY: frozenset({S.DONE, S.DROPPED}),
    S.DONE: frozenset({S.UNDER_WAY}),
    S.DROPPED: frozenset({S.UNDER_WAY}),
    S.WITHDRAWN: frozenset({S.SENT}),
}


def leads_to(state: str, after: str) -> bool:
    return ProposalState(after) in TRANSITIONS[ProposalState(state)]


# What an owner may answer; it stays the answer whatever is done later.
ANSWERS = (S.ACCEPTED, S.PARTLY, S.REJECTED)
# Somebody still has to do what was promised.
PROMISED = frozenset({S.ACCEPTED, S.PARTLY, S.UNDER_WAY})


def next_answers(state: str) -> tuple[ProposalState, ...]:
    """What may be answered now. The same again is an answer in other words."""
    return tuple(
        answer for answer in ANSWERS if leads_to(state, answer) or ProposalState(state) is answer
    )


def next_steps(state: str) -> tuple[ProposalState, ...]:
    """What the owner may tell of the work, in the order in which it mostly goes."""
    work = (S.UNDER_WAY, S.DONE, S.DROPPED)
    return tuple(after for after in work if leads_to(state, after))
