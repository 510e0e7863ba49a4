"""The states of a registry service that is being worked on."""

from enum import StrEnum


class ProcessState(StrEnum):
    RUNNING = "running"
    DONE = "done"
    NOT_DONE = "not_done"  # refused by the office, or given up


class ProcessStep(StrEnum):
    TICK = "tick"
    FINISH = "finish"
    GIVE_UP = "give_up"
    TAKE_UP = "take_up"  # again: it was ended by mistake, or the office asks for more


_S, _P = ProcessState, ProcessStep

TRANSITIONS: dict[tuple[ProcessState, ProcessStep], ProcessState] = {
    (_S.RUNNING, _P.TICK): _S.RUNNING,
    (_S.RUNNING, _P.FINISH): _S.DONE,
    (_S.RUNNING, _P.GIVE_UP): _S.NOT_DONE,
    (_S.NOT_DONE, _P.TAKE_UP): _S.RUNNING,
}


def state_after(state: str, step: ProcessStep) -> ProcessState | None:
    """None where the step does not lead on from the state."""
    return TRANSITIONS.get((ProcessState(state), step))
