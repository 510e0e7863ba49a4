"""When a code was read: phones that come back to the network have clocks of their own."""

from datetime import date, datetime, timedelta, tzinfo

# Two clocks that differ by less are taken to agree.
CLOSE_ENOUGH = timedelta(minutes=2)
# Whoever comes in during these hours of a night came to what began the evening before.
NIGHT_HOURS = 6


def corrected(at: datetime, *, sent_at: datetime, received_at: datetime) -> datetime:
    """The time of a scan by our clock, from the phone's times of scanning and of sending.

    How long ago it was is right even where the phone's clock is not, so the difference of the
    clocks is taken off. Never later than now.
    """
    ahead = sent_at - received_at
    true = at - ahead if abs(ahead) > CLOSE_ENOUGH else at
    return min(true, received_at)


def day_of_scan(at: datetime, first: date, last: date, zone: tzinfo) -> date | None:
    """The event's day on which somebody came in; None on any other day.

    After midnight it is still the evening's event, where that one has no day of its own.
    """
    local = at.astimezone(zone)
    day = local.date()
    if first <= day <= last:
        return day
    if local.hour < NIGHT_HOURS and first <= day - timedelta(days=1) <= last:
        return day - timedelta(days=1)
    return None
