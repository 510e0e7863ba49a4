"""Every step from every state, written out."""

import pytest

from loim.events.logic.event_states import EventState, EventStep, state_after, steps_from
from loim.events.models import EventStatus


@pytest.mark.parametrize(
    ("state", "step", "after"),
    [
        ("draft", EventStep.HOLD, EventState.HELD),
        ("draft", EventStep.CANCEL, EventState.CANCELLED),
        ("draft", EventStep.REOPEN, None),
        ("held", EventStep.HOLD, None),
        ("held", EventStep.CANCEL, None),
        ("held", EventStep.REOPEN, EventState.DRAFT),
        ("cancelled", EventStep.HOLD, None),
        ("cancelled", EventStep.CANCEL, None),
        ("cancelled", EventStep.REOPEN, EventState.DRAFT),
    ],
)
def test_where_a_step_leads(state: str, step: EventStep, after: EventState | None) -> None:
    assert state_after(state, step) == after
    assert (step in steps_from(state)) == (after is not None)


def test_the_model_knows_the_same_states() -> None:
    assert {state.value for state in EventState} == set(EventStatus.values)
