"""The states of an appointment, of an interpreter's order and of a task, and their steps."""

from enum import StrEnum


class AppointmentState(StrEnum):
    BOOKED = "booked"
    CONFIRMED = "confirmed"  # the person said once more that they come
    CAME = "came"
    MISSED = "missed"
    CANCELLED = "cancelled"


class AppointmentStep(StrEnum):
    CONFIRM = "confirm"
    MOVE = "move"
    COME = "come"
    MISS = "miss"
    CANCEL = "cancel"


class OrderState(StrEnum):
    SENT = "sent"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    DONE = "done"
    WITHDRAWN = "withdrawn"


class OrderStep(StrEnum):
    ACCEPT = "accept"
    DECLINE = "decline"
    FINISH = "finish"
    WITHDRAW = "withdraw"


class TaskState(StrEnum):
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class TaskStep(StrEnum):
    FINISH = "finish"
    PUT_OFF = "put_off"
    DROP = "drop"
    REOPEN = "reopen"


_A, _S = AppointmentState, AppointmentStep
# What was marked by mistake is marked again; a cancelled time may be somebody else's by then.
APPOINTMENTS: dict[tuple[str, str], str] = {
    (_A.BOOKED, _S.CONFIRM): _A.CONFIRMED,
    **{(state, _S.MOVE): state for state in (_A.BOOKED, _A.CONFIRMED)},
    **{(state, _S.CANCEL): _A.CANCELLED for state in (_A.BOOKED, _A.CONFIRMED)},
    **{(state, _S.COME): _A.CAME for state in (_A.BOOKED, _A.CONFIRMED, _A.MISSED)},
    **{(state, _S.MISS): _A.MISSED for state in (_A.BOOKED, _A.CONFIRMED, _A.CAME)},
}
AHEAD = (_A.BOOKED, _A.CONFIRMED)

_O = OrderState
ORDERS: dict[tuple[str, str], str] = {
    (_O.SENT, OrderStep.ACCEPT): _O.ACCEPTED,
    (_O.SENT, OrderStep.DECLINE): _O.DECLINED,
    (_O.ACCEPTED, OrderStep.DECLINE): _O.DECLINED,
    (_O.ACCEPTED, OrderStep.FINISH): _O.DONE,
    (_O.SENT, OrderStep.WITHDRAW): _O.WITHDRAWN,
    (_O.ACCEPTED, OrderStep.WITHDRAW): _O.WITHDRAWN,
}
HOLDING = (_O.SENT, _O.ACCEPTED, _O.DONE)  # the interpreter's time is taken

_T = TaskState
TASKS: dict[tuple[str, str], str] = {
    (_T.OPEN, TaskStep.FINISH): _T.DONE,
    (_T.OPEN, TaskStep.PUT_OFF): _T.OPEN,
    (_T.OPEN, TaskStep.DROP): _T.DROPPED,
    (_T.DONE, TaskStep.REOPEN): _T.OPEN,
    (_T.DROPPED, TaskStep.REOPEN): _T.OPEN,
}


def state_after(table: dict[tuple[str, str], str], state: str, step: str) -> str | None:
    """None where the step does not lead on from the state."""
    return table.get((state, step))


def steps_from(table: dict[tuple[str, str], str], state: str) -> list[str]:
    return [step for (start, step) in table if start == state]
