"""What a host has said about a meeting, and the steps between the answers."""

from enum import StrEnum


class HostAnswer(StrEnum):
    NOT_ASKED = "not_asked"
    ASKED = "asked"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


class HostStep(StrEnum):
    ASK = "ask"  # the organiser sends the link
    CONFIRM = "confirm"
    CANCEL = "cancel"
    NOTE = "note"  # the organiser knows by other ways that it holds


A, S = HostAnswer, HostStep
TRANSITIONS: dict[tuple[HostAnswer, HostStep], HostAnswer] = {
    (A.NOT_ASKED, S.ASK): A.ASKED,
    (A.ASKED, S.ASK): A.ASKED,
    (A.CONFIRMED, S.ASK): A.CONFIRMED,  # the link is sent again
    (A.NOT_ASKED, S.CONFIRM): A.CONFIRMED,
    (A.ASKED, S.CONFIRM): A.CONFIRMED,
    (A.CANCELLED, S.CONFIRM): A.CONFIRMED,  # it can be held after all
    (A.NOT_ASKED, S.CANCEL): A.CANCELLED,
    (A.ASKED, S.CANCEL): A.CANCELLED,
    (A.CONFIRMED, S.CANCEL): A.CANCELLED,
    (A.NOT_ASKED, S.NOTE): A.CONFIRMED,
    (A.ASKED, S.NOTE): A.CONFIRMED,
    (A.CANCELLED, S.NOTE): A.CONFIRMED,
}


def answer_after(answer: str, step: HostStep) -> HostAnswer | None:
    """None where the step does not lead on from the answer."""
    return TRANSITIONS.get((HostAnswer(answer), step))
