"""May it be handed in now, and is it late? Deadlines are moments: the same second everywhere."""

from datetime import datetime, timedelta, tzinfo
from enum import StrEnum


class When(StrEnum):
    EARLY = "early"  # the assignment is not given yet
    IN_TIME = "in_time"
    LATE = "late"
    CLOSED = "closed"


def last_moment(due_at: datetime, late_days: int, zone: tzinfo) -> datetime:
    """So many days after the deadline, at the same time on the clock of `zone`.

    A change to winter time between them moves the moment by an hour, not the clock.
    """
    local = due_at.astimezone(zone)
    naive = local.replace(tzinfo=None) + timedelta(days=late_days)
    return naive.replace(tzinfo=zone)


def when_handed_in(
    now: datetime,
    *,
    opens_at: datetime | None,
    due_at: datetime,
    late_until: datetime,
    was_in_time: bool = False,
    is_sent_back: bool = False,
) -> When:
    """The deadline's own second counts whole.

    What was sent back may be handed in anew whenever it is ready; if an earlier version was in
    time (`was_in_time`), the new one is not late.
    """
    second = now.replace(microsecond=0)
    if opens_at is not None and second < opens_at.replace(microsecond=0):
        return When.EARLY
    if was_in_time and (is_sent_back or second <= late_until):
        return When.IN_TIME
    if second <= due_at:
        return When.IN_TIME
    return When.LATE if second <= late_until or is_sent_back else When.CLOSED


class Standing(StrEnum):
    """How a team's work on an assignment stands: what a matrix shows, and what is next."""

    NOT_GIVEN = "not_given"
    TO_DO = "to_do"
    OVERDUE = "overdue"  # may still be handed in, late
    MISSED = "missed"
    HANDED_IN = "handed_in"
    SENT_BACK = "sent_back"
    ACCEPTED = "accepted"


# What the team itself has to do next, in the order in which it matters.
WAITS_FOR_TEAM = (Standing.SENT_BACK, Standing.OVERDUE, Standing.TO_DO)


def standing(
    now: datetime,
    *,
    state: str | None,
    opens_at: datetime | None,
    due_at: datetime,
    late_until: datetime,
) -> Standing:
    """`state` is of the newest version, None where nothing was handed in."""
    if state is not None:
        return Standing(state)
    when = when_handed_in(now, opens_at=opens_at, due_at=due_at, late_until=late_until)
    return {
        When.EARLY: Standing.NOT_GIVEN,
        When.IN_TIME: Standing.TO_DO,
        When.LATE: Standing.OVERDUE,
        When.CLOSED: Standing.MISSED,
    }[when]
