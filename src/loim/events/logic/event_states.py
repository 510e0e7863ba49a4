"""The states of an event and the steps between them."""

from enum import StrEnum


class EventState(StrEnum):
    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class EventStep(StrEnum):
    HOLD = "hold"  # it took place: who came is written down
    CANCEL = "cancel"
    REOPEN = "reopen"  # back to planned; who came stays written down


TRANSITIONS: dict[tuple[EventState, EventStep], EventState] = {
    (EventState.PLANNED, EventStep.HOLD): EventState.HELD,
    (EventState.PLANNED, EventStep.CANCEL): EventState.CANCELLED,
    (EventState.CANCELLED, EventStep.REOPEN): EventState.PLANNED,
    (EventState.HELD, EventStep.REOPEN): EventState.PLANNED,
}


def state_after(state: str, step: EventStep) -> EventState | None:
    """None where the step does not lead on from the state."""
    return TRANSITIONS.get((EventState(state), step))


def steps_from(state: str) -> list[EventStep]:
    return [step for (start, step) in TRANSITIONS if start == EventState(state)]
