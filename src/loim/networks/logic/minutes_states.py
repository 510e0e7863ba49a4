"""Minutes of a meeting: from the plan to what was approved. States and the steps between them."""

from enum import StrEnum


class MinutesState(StrEnum):
    NONE = "none"  # planned or held, nothing is written yet
    DRAFT = "draft"
    APPROVED = "approved"


class MinutesStep(StrEnum):
    BEGIN = "begin"
    WRITE = "write"
    APPROVE = "approve"
    ADD = "add"  # a dated addition: the only way in which approved minutes are put right


STEPS: dict[tuple[MinutesState, MinutesStep], MinutesState] = {
    (MinutesState.NONE, MinutesStep.BEGIN): MinutesState.DRAFT,
    (MinutesState.DRAFT, MinutesStep.WRITE): MinutesState.DRAFT,
    (MinutesState.DRAFT, MinutesStep.APPROVE): MinutesState.APPROVED,
    (MinutesState.APPROVED, MinutesStep.ADD): MinutesState.APPROVED,
}


def minutes_after(state: str, step: MinutesStep) -> MinutesState | None:
    """None where the step is not possible."""
    return STEPS.get((MinutesState(state), step))
