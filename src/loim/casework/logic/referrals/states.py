"""The states of a referral, its steps, and when an unanswered one goes further."""

from datetime import date, datetime, timedelta
from enum import StrEnum


class ReferralState(StrEnum):
    DRAFT = "draft"  # the sender alone sees it
    SENT = "sent"
    OPENED = "opened"
    ESCALATED = "escalated"  # nobody answered in time
    ACCEPTED = "accepted"
    DECLINED = "declined"
    DONE = "done"  # the recipient said what came of it
    WITHDRAWN = "withdrawn"  # the client's consent, or the whole referral


class ReferralStep(StrEnum):
    SEND = "send"
    OPEN = "open"
    ESCALATE = "escalate"
    ACCEPT = "accept"
    DECLINE = "decline"
    FINISH = "finish"
    WITHDRAW = "withdraw"


class Escalation(StrEnum):
    COUNSELLOR = "counsellor"
    SECOND = "second"


_R, _S = ReferralState, ReferralStep
UNANSWERED = (_R.SENT, _R.OPENED, _R.ESCALATED)
TRANSITIONS: dict[tuple[str, str], str] = {
    (_R.DRAFT, _S.SEND): _R.SENT,
    (_R.DRAFT, _S.WITHDRAW): _R.WITHDRAWN,
    (_R.SENT, _S.OPEN): _R.OPENED,
    # Being read does not make an answer out of it.
    (_R.ESCALATED, _S.OPEN): _R.ESCALATED,
    (_R.SENT, _S.ESCALATE): _R.ESCALATED,
    (_R.OPENED, _S.ESCALATE): _R.ESCALATED,
    **{(state, _S.ACCEPT): _R.ACCEPTED for state in UNANSWERED},
    **{(state, _S.DECLINE): _R.DECLINED for state in UNANSWERED},
    (_R.ACCEPTED, _S.FINISH): _R.DONE,
    # Consent may be withdrawn whenever something is still with the recipient.
    **{
        (state, _S.WITHDRAW): _R.WITHDRAWN
        for state in (*UNANSWERED, _R.ACCEPTED, _R.DONE)
    },
}  # fmt: skip
# In these the recipient holds a copy of what was passed on.
HELD = (*UNANSWERED, _R.ACCEPTED, _R.DONE)

# The second contact is written to so long after the counsellor.
SECOND_AFTER = timedelta(days=2)
WORKING_DAYS_TO_ANSWER = 5


def state_after(state: str, step: str) -> str | None:
    return TRANSITIONS.get((state, step))


def due_escalations(*, state: str, answer_by: datetime, now: datetime) -> tuple[Escalation, ...]:
    """Whoever should have been told by `now` that nobody answered, the counsellor first."""
    if state not in UNANSWERED:
        return ()
    late = now - answer_by
    return tuple(
        escalation
        for escalation, after in (
            (Escalation.COUNSELLOR, timedelta(0)),
            (Escalation.SECOND, SECOND_AFTER),
        )
        if late >= after
    )


def working_days_later(day: date, number: int, holidays: frozenset[date]) -> date:
    """The `number`-th day after `day` that is neither a Saturday or Sunday nor in `holidays`."""
    while number > 0:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in holidays:
            number -= 1
    return day
