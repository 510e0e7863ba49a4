"""The states of somebody who applies to a body, and the steps between them."""

from enum import StrEnum


class ApplicantState(StrEnum):
    PENDING = "pending"  # whose address it is has to be proved
    APPLIED = "applied"
    OFFERED = "offered"  # a seat is kept until they answer
    RESERVE = "reserve"  # is asked when somebody declines
    ACCEPTED = "accepted"
    REFUSED = "refused"  # by the applicant, or by letting the time go by
    DECLINED = "declined"  # not chosen
    WITHDRAWN = "withdrawn"


class ApplicantStep(StrEnum):
    CONFIRM = "confirm"
    OFFER = "offer"
    KEEP = "keep"  # in reserve
    DECLINE = "decline"
    ACCEPT = "accept"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    AGAIN = "again"  # applies anew after withdrawing


_S, _P = ApplicantState, ApplicantStep

TRANSITIONS: dict[tuple[ApplicantState, ApplicantStep], ApplicantState] = {
    (_S.PENDING, _P.CONFIRM): _S.APPLIED,
    (_S.APPLIED, _P.OFFER): _S.OFFERED,
    (_S.APPLIED, _P.KEEP): _S.RESERVE,
    (_S.APPLIED, _P.DECLINE): _S.DECLINED,
    (_S.RESERVE, _P.OFFER): _S.OFFERED,
    (_S.RESERVE, _P.DECLINE): _S.DECLINED,
    (_S.OFFERED, _P.ACCEPT): _S.ACCEPTED,
    (_S.OFFERED, _P.REFUSE): _S.REFUSED,
    (_S.PENDING, _P.WITHDRAW): _S.WITHDRAWN,
    (_S.APPLIED, _P.WITHDRAW): _S.WITHDRAWN,
    (_S.RESERVE, _P.WITHDRAW): _S.WITHDRAWN,
    (_S.WITHDRAWN, _P.AGAIN): _S.PENDING,
}

# Who stood to be chosen, whatever became of it.
HAVE_APPLIED = frozenset({_S.APPLIED, _S.OFFERED, _S.RESERVE, _S.ACCEPTED, _S.REFUSED, _S.DECLINED})
WERE_CHOSEN = frozenset({_S.OFFERED, _S.ACCEPTED, _S.REFUSED})
HOLD_A_SEAT = frozenset({_S.OFFERED, _S.ACCEPTED})


def state_after(state: str, step: ApplicantStep) -> ApplicantState | None:
    """None where the step does not lead on from the state."""
    return TRANSITIONS.get((ApplicantState(state), step))
