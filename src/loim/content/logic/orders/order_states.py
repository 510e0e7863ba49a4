"""The states of a translation order and the steps between them."""

from datetime import date
from enum import StrEnum


class OrderState(StrEnum):
    DRAFT = "draft"
    SENT = "sent"  # the agency has it
    RECEIVED = "received"  # translations came back and wait to be taken over
    DONE = "done"
    CANCELLED = "cancelled"


class OrderStep(StrEnum):
    EDIT = "edit"
    LEAVE_OUT = "leave_out"
    SEND = "send"
    RECEIVE = "receive"
    ASK_AGAIN = "ask_again"  # something has to be done anew
    FINISH = "finish"
    CANCEL = "cancel"


TRANSITIONS: dict[tuple[OrderState, OrderStep], OrderState] = {
    (OrderState.DRAFT, OrderStep.EDIT): OrderState.DRAFT,
    (OrderState.DRAFT, OrderStep.LEAVE_OUT): OrderState.DRAFT,
    (OrderState.SENT, OrderStep.EDIT): OrderState.SENT,
    (OrderState.RECEIVED, OrderStep.EDIT): OrderState.RECEIVED,
    (OrderState.DRAFT, OrderStep.SEND): OrderState.SENT,
    (OrderState.DRAFT, OrderStep.CANCEL): OrderState.CANCELLED,
    (OrderState.SENT, OrderStep.SEND): OrderState.SENT,  # the letter once more
    (OrderState.SENT, OrderStep.RECEIVE): OrderState.RECEIVED,
    (OrderState.SENT, OrderStep.CANCEL): OrderState.CANCELLED,
    (OrderState.RECEIVED, OrderStep.RECEIVE): OrderState.RECEIVED,
    (OrderState.RECEIVED, OrderStep.ASK_AGAIN): OrderState.SENT,
    (OrderState.RECEIVED, OrderStep.FINISH): OrderState.DONE,
    (OrderState.RECEIVED, OrderStep.CANCEL): OrderState.CANCELLED,
}
OPEN = frozenset({OrderState.DRAFT, OrderState.SENT, OrderState.RECEIVED})
OVER = frozenset({OrderState.DONE, OrderState.CANCELLED})
WITH_AGENCY = frozenset({OrderState.SENT, OrderState.RECEIVED})  # its link takes files


def state_after(state: str, step: OrderStep) -> OrderState | None:
    """None where the step does not lead on from the state."""
    return TRANSITIONS.get((OrderState(state), step))


def steps_from(state: str) -> frozenset[OrderStep]:
    return frozenset(step for (before, step) in TRANSITIONS if before == state)


def is_overdue(state: str, due: date | None, today: date) -> bool:
    """The agency had until the end of the day."""
    return state == OrderState.SENT and due is not None and due < today
