"""The states of a club and the steps between them."""

from enum import StrEnum


class ClubState(StrEnum):
    DRAFT = "draft"  # seen by those who prepare it
    OPEN = "open"
    PAUSED = "paused"  # no meetings are planned and nobody joins until it opens again
    CLOSED = "closed"  # it has ended; its page tells what it was


class ClubStep(StrEnum):
    OPEN = "open"
    PAUSE = "pause"
    CLOSE = "close"


TRANSITIONS: dict[tuple[ClubState, ClubStep], ClubState] = {
    (ClubState.DRAFT, ClubStep.OPEN): ClubState.OPEN,
    (ClubState.PAUSED, ClubStep.OPEN): ClubState.OPEN,
    (ClubState.CLOSED, ClubStep.OPEN): ClubState.OPEN,
    (ClubState.OPEN, ClubStep.PAUSE): ClubState.PAUSED,
    (ClubState.OPEN, ClubStep.CLOSE): ClubState.CLOSED,
    (ClubState.PAUSED, ClubStep.CLOSE): ClubState.CLOSED,
}


def state_after(state: str, step: ClubStep) -> ClubState | None:
    return TRANSITIONS.get((ClubState(state), step))


def steps_from(state: str) -> list[ClubStep]:
    return [step for (start, step) in TRANSITIONS if start == ClubState(state)]
