"""The states of a case, and the steps between them."""

from enum import StrEnum


class CaseState(StrEnum):
    OPEN = "open"
    WAITING = "waiting"  # for somebody else: an office, a document, the client
    CLOSED = "closed"
    REOPENED = "reopened"


class CaseStep(StrEnum):
    WAIT = "wait"
    GO_ON = "go_on"
    CLOSE = "close"
    REOPEN = "reopen"


_S, _P = CaseState, CaseStep

TRANSITIONS: dict[tuple[CaseState, CaseStep], CaseState] = {
    (_S.OPEN, _P.WAIT): _S.WAITING,
    (_S.REOPENED, _P.WAIT): _S.WAITING,
    (_S.WAITING, _P.GO_ON): _S.OPEN,
    **{(state, _P.CLOSE): _S.CLOSED for state in (_S.OPEN, _S.WAITING, _S.REOPENED)},
    (_S.CLOSED, _P.REOPEN): _S.REOPENED,
}

LIVE = frozenset({_S.OPEN, _S.WAITING, _S.REOPENED})


def state_after(state: str, step: CaseStep) -> CaseState | None:
    """None where the step does not lead on from the state."""
    return TRANSITIONS.get((CaseState(state), step))


def steps_from(state: str) -> list[CaseStep]:
    return [step for (before, step) in TRANSITIONS if before == state]
