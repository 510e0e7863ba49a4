"""When registration closes, if nobody says otherwise."""

from datetime import datetime, time, timedelta

USUAL_DAYS_BEFORE = 14
SHORTEST = timedelta(days=7)  # that a form stays open before the usual day counts


def usual_closing(starts: datetime, now: datetime) -> datetime:
    """The end of the day two weeks before; where that is too soon, the moment it begins.

    Both in the place's own time, with or without a zone alike.
    """
    day = starts - timedelta(days=USUAL_DAYS_BEFORE)
    usual = datetime.combine(day.date(), time(23, 59), tzinfo=starts.tzinfo)
    return usual if usual - now >= SHORTEST else starts
