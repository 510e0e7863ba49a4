"""Where a city stands on its way into a network of cities, and where each step of the way does."""

from enum import StrEnum


class ProcessStage(StrEnum):
    OPEN = "open"
    JOINED = "joined"
    STOPPED = "stopped"


PROCESS_STEPS: dict[ProcessStage, frozenset[ProcessStage]] = {
    ProcessStage.OPEN: frozenset({ProcessStage.JOINED, ProcessStage.STOPPED}),
    ProcessStage.JOINED: frozenset(),
    # A city that stopped may take it up again where it was left.
    ProcessStage.STOPPED: frozenset({ProcessStage.OPEN}),
}


class StepStage(StrEnum):
    TO_DO = "to_do"
    UNDER_WAY = "under_way"
    DONE = "done"
    NOT_NEEDED = "not_needed"


STEP_STEPS: dict[StepStage, frozenset[StepStage]] = {
    StepStage.TO_DO: frozenset({StepStage.UNDER_WAY, StepStage.DONE, StepStage.NOT_NEEDED}),
    StepStage.UNDER_WAY: frozenset({StepStage.TO_DO, StepStage.DONE, StepStage.NOT_NEEDED}),
    StepStage.DONE: frozenset({StepStage.UNDER_WAY}),
    StepStage.NOT_NEEDED: frozenset({StepStage.TO_DO}),
}
WAITING_STEPS = frozenset({StepStage.TO_DO, StepStage.UNDER_WAY})


def process_may_become(before: ProcessStage, after: ProcessStage) -> bool:
    return after in PROCESS_STEPS[before]


def step_may_become(before: StepStage, after: StepStage) -> bool:
    return after in STEP_STEPS[before]
