"""When the next weekly letter is due, and what its period is called."""

from datetime import date, datetime, time, timedelta

LETTER_HOUR = 8  # in the morning, by the clock of the time zone of `now`
WEEK = timedelta(days=7)


def period_of(day: date) -> str:
    """The week, as ISO 8601 names it: '2026-W47'."""
    year, week, _weekday = day.isocalendar()
    return f"{year}-W{week:02}"


def due_moment(weekday: int, now: datetime) -> datetime:
    """The latest moment, until now, at which letters of this weekday (0 is Monday) were due. It
    follows the clock, so that letters come at eight in summer and in winter."""
    day = now.date() - timedelta(days=(now.weekday() - weekday) % 7)
    moment = datetime.combine(day, time(LETTER_HOUR), tzinfo=now.tzinfo)
    if moment > now:
        moment = datetime.combine(day - WEEK, time(LETTER_HOUR), tzinfo=now.tzinfo)
    return moment


def due_period(
    *, weekday: int, begun_at: datetime, settled_period: str, now: datetime
) -> str | None:
    """The period for which a letter is due, None where none is. `begun_at` is since when somebody
    wants letters in this rhythm: before the first chosen day there is none. A worker that stood
    still catches up on the days after, until the next chosen day; what is older is past."""
    moment = due_moment(weekday, now)
    if moment < begun_at:
        return None
    period = period_of(moment.date())
    # Periods are compared as they are written: who moves their day within a week gets no second.
    return period if period > settled_period else None
