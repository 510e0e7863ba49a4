"""The states of a call for members, and the steps between them.

Whether applications are taken is a matter of the clock: `taking` says so of a published call.
"""

from datetime import datetime
from enum import StrEnum


class CallState(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    DECIDED = "decided"  # the draw is held or the decision told; offers may be out
    SETTLED = "settled"  # every offer is answered: the figures are published
    CANCELLED = "cancelled"


class CallStep(StrEnum):
    PUBLISH = "publish"
    DECIDE = "decide"
    SETTLE = "settle"
    CANCEL = "cancel"


_S, _P = CallState, CallStep

TRANSITIONS: dict[tuple[CallState, CallStep], CallState] = {
    (_S.DRAFT, _P.PUBLISH): _S.PUBLISHED,
    (_S.PUBLISHED, _P.DECIDE): _S.DECIDED,
    (_S.DECIDED, _P.SETTLE): _S.SETTLED,
    (_S.DRAFT, _P.CANCEL): _S.CANCELLED,
    (_S.PUBLISHED, _P.CANCEL): _S.CANCELLED,
}


def state_after(state: str, step: CallStep) -> CallState | None:
    """None where the step does not lead on from the state."""
    return TRANSITIONS.get((CallState(state), step))


def taking(state: str, opens_at: datetime, closes_at: datetime, now: datetime) -> bool:
    """Whether applications are taken now: from the opening up to, not with, the closing."""
    return state == CallState.PUBLISHED and opens_at <= now < closes_at
