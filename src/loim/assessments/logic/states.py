"""The states of a self-assessment and the steps between them."""

from enum import StrEnum


class AssessmentState(StrEnum):
    OPEN = "open"  # begun; nobody has been asked yet
    ALONE = "alone"  # each answers alone; nobody sees any answer but their own
    TOGETHER = "together"  # the spread of views is shown, and shared answers are agreed
    FINISHED = "finished"  # its result is frozen
    GIVEN_UP = "given_up"


class AssessmentStep(StrEnum):
    ASK = "ask"
    MEET = "meet"
    FINISH = "finish"
    GIVE_UP = "give_up"


# Nothing leads back from TOGETHER to ALONE: the spread before and after one more sheet would
# tell what that sheet says.
TRANSITIONS: dict[tuple[AssessmentState, AssessmentStep], AssessmentState] = {
    (AssessmentState.OPEN, AssessmentStep.ASK): AssessmentState.ALONE,
    (AssessmentState.OPEN, AssessmentStep.MEET): AssessmentState.TOGETHER,
    (AssessmentState.ALONE, AssessmentStep.MEET): AssessmentState.TOGETHER,
    (AssessmentState.TOGETHER, AssessmentStep.FINISH): AssessmentState.FINISHED,
    (AssessmentState.OPEN, AssessmentStep.GIVE_UP): AssessmentState.GIVEN_UP,
    (AssessmentState.ALONE, AssessmentStep.GIVE_UP): AssessmentState.GIVEN_UP,
    (AssessmentState.TOGETHER, AssessmentStep.GIVE_UP): AssessmentState.GIVEN_UP,
}
UNDER_WAY = (AssessmentState.OPEN, AssessmentState.ALONE, AssessmentState.TOGETHER)


def state_after(state: str, step: AssessmentStep) -> AssessmentState | None:
    """None where the step does not lead on from the state."""
    return TRANSITIONS.get((AssessmentState(state), step))
