"""Every step from every state, written out."""

import pytest

from loim.events.logic.event_states import EventState, EventStep, state_after, steps_from
from loim.events.models import EventStatus


@pytest.mark.parametrize(
    ("state", "step", "after"),
    [
        ("draft", EventStep.PUBLISH, EventState.PUBLISHED),
        ("draft", EventStep.TAKE_BACK, None),
        ("draft", EventStep.HOLD, EventState.HELD),
        ("draft", EventStep.CANCEL, EventState.CANCELLED),
        ("draft", EventStep.REOPEN, None),
        ("published", EventStep.PUBLISH, None),
        ("published", EventStep.TAKE_BACK, EventState.DRAFT),
        ("published", EventStep.HOLD, EventState.HELD),
        ("published", EventStep.CANCEL, EventState.CANCELLED),
        ("published", EventStep.REOPEN, None),
        ("held", EventStep.PUBLISH, EventState.HELD),
        ("held", EventStep.TAKE_BACK, EventState.HELD),
        ("held", EventStep.HOLD, None),
        ("held", EventStep.CANCEL, None),
        ("held", EventStep.REOPEN, EventState.DRAFT),
        ("cancelled", EventStep.PUBLISH, None),
        ("cancelled", EventStep.TAKE_BACK, None),
        ("cancelled", EventStep.HOLD, None),
        ("cancelled", EventStep.CANCEL, None),
        ("cancelled", EventStep.REOPEN, EventState.DRAFT),
    ],
)
def test_where_a_step_leads(state: str, step: EventStep, after: EventState | None) -> None:
    assert state_after(state, step) == after
    assert (step in steps_from(state)) == (after is not None)


@pytest.mark.parametrize(
    ("state", "step", "after"),
    [
        ("cancelled", EventStep.REOPEN, EventState.PUBLISHED),
        ("held", EventStep.REOPEN, EventState.PUBLISHED),
        ("published", EventStep.TAKE_BACK, EventState.DRAFT),
        ("held", EventStep.TAKE_BACK, EventState.HELD),
        ("draft", EventStep.REOPEN, None),
    ],
)
def test_what_was_published_is_reopened_to_everybody(
    state: str, step: EventStep, after: EventState | None
) -> None:
    assert state_after(state, step, was_published=True) == after


def test_the_model_knows_the_same_states() -> None:
    assert {state.value for state in EventState} == set(EventStatus.values)
