"""What can become of a reference, of a request, and of each expert's part in it: the tables."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar


class ReferenceState(StrEnum):
    ASKED = "asked"  # the organisation has not said anything yet
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"  # by the expert


class RequestState(StrEnum):
    UNPROVED = "unproved"  # the address has not been confirmed yet: no expert sees it
    OPEN = "open"
    CHOSEN = "chosen"  # the work is booked
    DONE = "done"  # the work is done, and the reference given
    CLOSED = "closed"  # by the asker, or since nobody is left to answer


class ApproachState(StrEnum):
    WAITING = "waiting"  # for the expert
    ANSWERED = "answered"  # a message, which asks for no yes or no
    YES = "yes"
    NO = "no"
    QUESTION = "question"  # the asker's turn
    CHOSEN = "chosen"
    RELEASED = "released"  # another one was chosen, or the request is closed


_F, _R, _A = ReferenceState, RequestState, ApproachState
REFERENCE: dict[ReferenceState, frozenset[ReferenceState]] = {
    _F.ASKED: frozenset({_F.CONFIRMED, _F.DECLINED, _F.WITHDRAWN}),
    # An organisation may take its word back.
    _F.CONFIRMED: frozenset({_F.DECLINED, _F.WITHDRAWN}),
    _F.DECLINED: frozenset(),
    _F.WITHDRAWN: frozenset(),
}
REQUEST: dict[RequestState, frozenset[RequestState]] = {
    _R.UNPROVED: frozenset({_R.OPEN, _R.CLOSED}),
    _R.OPEN: frozenset({_R.CHOSEN, _R.CLOSED}),
    _R.CHOSEN: frozenset({_R.DONE, _R.CLOSED}),
    _R.DONE: frozenset(),
    _R.CLOSED: frozenset(),
}
_ANSWERS = frozenset({_A.YES, _A.NO, _A.QUESTION})
APPROACH: dict[ApproachState, frozenset[ApproachState]] = {
    # Nobody is booked who has not said yes.
    _A.WAITING: _ANSWERS | {_A.ANSWERED, _A.RELEASED},
    _A.ANSWERED: frozenset({_A.WAITING, _A.RELEASED}),
    # Whoever said yes may have to say no before they are chosen.
    _A.YES: frozenset({_A.NO, _A.CHOSEN, _A.RELEASED}),
    _A.NO: frozenset({_A.YES, _A.RELEASED}),
    _A.QUESTION: frozenset({_A.WAITING, _A.YES, _A.NO, _A.RELEASED}),
    _A.CHOSEN: frozenset({_A.RELEASED}),
    _A.RELEASED: frozenset(),
}
FINAL_REQUESTS = frozenset({_R.DONE, _R.CLOSED})
TO_ANSWER = frozenset({_A.WAITING})
State = TypeVar("State", bound=StrEnum)


def leads_to(table: Mapping[State, frozenset[State]], before: str, after: str) -> bool:
    return any(after in table[state] for state in table if state == before)
