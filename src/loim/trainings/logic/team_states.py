"""The states of a team's application and the steps between them."""

from enum import StrEnum


class TeamState(StrEnum):
    STARTED = "started"  # the leader has not confirmed their e-mail yet; holds nobody's place
    DRAFT = "draft"
    SUBMITTED = "submitted"  # complete, in time or late by the rule
    RETURNED = "returned"  # something is missing; may be completed until a date
    ADMITTED = "admitted"
    WAITING = "waiting"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


S = TeamState

# A municipality has one of these at most in one call, and a person is in one of them.
LIVE = frozenset({S.DRAFT, S.SUBMITTED, S.RETURNED, S.ADMITTED, S.WAITING})
# Whoever assesses sees these.
BEFORE_ASSESSORS = frozenset({S.SUBMITTED})
# The team writes its application.
WRITTEN = frozenset({S.DRAFT, S.RETURNED})

TRANSITIONS: dict[TeamState, frozenset[TeamState]] = {
    S.STARTED: frozenset({S.DRAFT, S.WITHDRAWN}),
    S.DRAFT: frozenset({S.SUBMITTED, S.RETURNED, S.REFUSED, S.WITHDRAWN}),
    S.SUBMITTED: frozenset({S.DRAFT, S.RETURNED, S.ADMITTED, S.WAITING, S.REFUSED, S.WITHDRAWN}),
    S.RETURNED: frozenset({S.SUBMITTED, S.REFUSED, S.WITHDRAWN}),
    S.ADMITTED: frozenset({S.WITHDRAWN}),
    S.WAITING: frozenset({S.ADMITTED, S.REFUSED, S.WITHDRAWN}),
    S.REFUSED: frozenset({S.SUBMITTED, S.WAITING}),
    S.WITHDRAWN: frozenset({S.DRAFT}),
}


def leads_to(state: str, after: str) -> bool:
    return TeamState(after) in TRANSITIONS[TeamState(state)]
