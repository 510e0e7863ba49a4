"""A home visit, and who is told when the visitor does not say that they are out again."""

from datetime import datetime, timedelta
from enum import StrEnum


class VisitState(StrEnum):
    PLANNED = "planned"
    INSIDE = "inside"  # the visitor said that they arrived
    OUT = "out"  # the visitor, or the watcher for them, said that all is well
    CANCELLED = "cancelled"


class VisitStep(StrEnum):
    ARRIVE = "arrive"
    STAY = "stay"  # longer than planned
    LEAVE = "leave"
    CANCEL = "cancel"


class Alarm(StrEnum):
    WATCHER = "watcher"
    LIST = "list"


_V, _S = VisitState, VisitStep
VISITS: dict[tuple[str, str], str] = {
    (_V.PLANNED, _S.ARRIVE): _V.INSIDE,
    (_V.PLANNED, _S.CANCEL): _V.CANCELLED,
    # A visitor who forgot to say that they arrived can still say that they are well.
    (_V.PLANNED, _S.LEAVE): _V.OUT,
    (_V.PLANNED, _S.STAY): _V.PLANNED,
    (_V.INSIDE, _S.STAY): _V.INSIDE,
    (_V.INSIDE, _S.LEAVE): _V.OUT,
}
OPEN = (_V.PLANNED, _V.INSIDE)

# After the expected end.
WATCHER_AFTER = timedelta(minutes=10)
LIST_AFTER = timedelta(minutes=25)
STAYS_BY = timedelta(minutes=30)


def due_alarms(*, state: str, expected_end: datetime, now: datetime) -> tuple[Alarm, ...]:
    """Whoever should have been told by `now`, the watcher first."""
    if state not in OPEN:
        return ()
    late = now - expected_end
    return tuple(
        alarm
        for alarm, after in ((Alarm.WATCHER, WATCHER_AFTER), (Alarm.LIST, LIST_AFTER))
        if late >= after
    )
