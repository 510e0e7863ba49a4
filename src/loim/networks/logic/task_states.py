"""A task of a network: open until it is done or dropped, and it can be taken up again."""

from enum import StrEnum


class TaskState(StrEnum):
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class TaskStep(StrEnum):
    FINISH = "finish"
    DROP = "drop"
    REOPEN = "reopen"


STEPS: dict[tuple[TaskState, TaskStep], TaskState] = {
    (TaskState.OPEN, TaskStep.FINISH): TaskState.DONE,
    (TaskState.OPEN, TaskStep.DROP): TaskState.DROPPED,
    (TaskState.DONE, TaskStep.REOPEN): TaskState.OPEN,
    (TaskState.DROPPED, TaskStep.REOPEN): TaskState.OPEN,
}


def task_after(state: str, step: TaskStep) -> TaskState | None:
    """None where the step is not possible."""
    return STEPS.get((TaskState(state), step))
