"""The states of a question put to a body, and the steps between them."""

from datetime import date
from enum import StrEnum


class QuestionState(StrEnum):
    DRAFT = "draft"
    ASKED = "asked"  # the body comments and forms its opinion
    OPINION = "opinion"  # given; the city owes its answer
    ANSWERED = "answered"
    CHANGED = "changed"  # what it changed is written down
    WITHDRAWN = "withdrawn"


class QuestionStep(StrEnum):
    ASK = "ask"
    GIVE_OPINION = "give_opinion"
    ANSWER = "answer"
    RECORD_CHANGE = "record_change"
    WITHDRAW = "withdraw"


_S, _P = QuestionState, QuestionStep

TRANSITIONS: dict[tuple[QuestionState, QuestionStep], QuestionState] = {
    (_S.DRAFT, _P.ASK): _S.ASKED,
    (_S.ASKED, _P.GIVE_OPINION): _S.OPINION,
    (_S.OPINION, _P.ANSWER): _S.ANSWERED,
    (_S.ANSWERED, _P.RECORD_CHANGE): _S.CHANGED,
    (_S.CHANGED, _P.RECORD_CHANGE): _S.CHANGED,
    (_S.DRAFT, _P.WITHDRAW): _S.WITHDRAWN,
    (_S.ASKED, _P.WITHDRAW): _S.WITHDRAWN,
}

HAVE_OPINION = frozenset({_S.OPINION, _S.ANSWERED, _S.CHANGED})


def state_after(state: str, step: QuestionStep) -> QuestionState | None:
    """None where the step does not lead on from the state."""
    return TRANSITIONS.get((QuestionState(state), step))


def owes(state: str, opinion_by: date, answer_by: date | None, today: date) -> str:
    """Who is late: 'body', 'city', or '' where nobody is. The day itself is still in time."""
    if state == _S.ASKED and opinion_by < today:
        return "body"
    if state == _S.OPINION and answer_by is not None and answer_by < today:
        return "city"
    return ""
