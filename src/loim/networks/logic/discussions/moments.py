"""How long a post may be changed, and when a daily letter is due."""

from datetime import datetime, time, timedelta

EDITABLE_FOR = timedelta(minutes=30)
DAILY_AT = time(7, 0)
MOST_POSTS = 20  # of one person in ten minutes
MOST_REPORTS = 10


def may_still_edit(written_at: datetime, now: datetime) -> bool:
    return written_at <= now <= written_at + EDITABLE_FOR


def last_daily_moment(now: datetime) -> datetime:
    """The latest seven o'clock that has passed; `now` is local time."""
    today = now.replace(hour=DAILY_AT.hour, minute=DAILY_AT.minute, second=0, microsecond=0)
    return today if today <= now else today - timedelta(days=1)
