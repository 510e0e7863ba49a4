"""The states of an event and the steps between them."""

from enum import StrEnum


class EventState(StrEnum):
    DRAFT = "draft"  # seen by those who take part in its programme
    PUBLISHED = "published"  # seen by everybody
    HELD = "held"
    CANCELLED = "cancelled"


class EventStep(StrEnum):
    PUBLISH = "publish"
    TAKE_BACK = "take_back"  # its page is for those who prepare it alone, again
    HOLD = "hold"  # it took place: who came is written down
    CANCEL = "cancel"
    REOPEN = "reopen"  # to be held after all; who came stays written down


TRANSITIONS: dict[tuple[EventState, EventStep], EventState] = {
    (EventState.DRAFT, EventStep.PUBLISH): EventState.PUBLISHED,
    (EventState.DRAFT, EventStep.HOLD): EventState.HELD,
    (EventState.DRAFT, EventStep.CANCEL): EventState.CANCELLED,
    (EventState.PUBLISHED, EventStep.TAKE_BACK): EventState.DRAFT,
    (EventState.PUBLISHED, EventStep.HOLD): EventState.HELD,
    (EventState.PUBLISHED, EventStep.CANCEL): EventState.CANCELLED,
    (EventState.CANCELLED, EventStep.REOPEN): EventState.DRAFT,
    (EventState.HELD, EventStep.REOPEN): EventState.DRAFT,
    # What was held before it had a page may get one, and give it up again.
    (EventState.HELD, EventStep.PUBLISH): EventState.HELD,
    (EventState.HELD, EventStep.TAKE_BACK): EventState.HELD,
}


def state_after(state: str, step: EventStep, *, was_published: bool = False) -> EventState | None:
    """None where the step does not lead on from the state.

    What was public before stays so: a published event that is reopened is published again.
    """
    after = TRANSITIONS.get((EventState(state), step))
    if after is not None and step == EventStep.REOPEN and was_published:
        return EventState.PUBLISHED
    return after


def steps_from(state: str) -> list[EventStep]:
    return [step for (start, step) in TRANSITIONS if start == EventState(state)]
