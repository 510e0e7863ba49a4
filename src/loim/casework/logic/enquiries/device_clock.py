"""When something happened that was written down by the clock of a device without a network.

The device says its own time when it sends; the platform knows the right one. Their difference
moves what was written. Where even then the time cannot be right, a person is asked.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# People set no clock by the second, and a request takes its time.
TOLERANCE = timedelta(minutes=2)
# What waited longer on a device is rather a wrong year than a long journey.
OLDEST = timedelta(days=31)


class Doubt(StrEnum):
    NONE = ""
    FUTURE = "future"
    OLD = "old"
    CLOCK_CHANGED = "clock_changed"


@dataclass(frozen=True)
class Reading:
    held_at: datetime
    moved: timedelta | None = None  # by how much, where the clock was wrong
    doubt: Doubt = Doubt.NONE


def read_clock(
    *,
    held_at: datetime,
    sent_at: datetime,
    now: datetime,
    error_when_written: timedelta | None = None,
) -> Reading:
    """`held_at` and `sent_at` by the device, `now` by the platform.

    `error_when_written` is how far the device's clock was behind the platform's (as last
    measured) when the entry was written, None where nobody knows: another error now means that
    somebody set the clock in between, and no difference can be trusted.
    """
    error = now - sent_at
    moved = error if abs(error) > TOLERANCE else None
    time = held_at + moved if moved else held_at
    doubt = _doubt(time, now)
    if error_when_written is not None and abs(error_when_written - error) > TOLERANCE:
        doubt = doubt or Doubt.CLOCK_CHANGED
    if doubt:
        return Reading(held_at, None, doubt)
    # Two minutes into the future are the tolerance's doing, not the visitor's.
    return Reading(min(time, now), moved)


def said_by_hand(*, held_at: datetime, now: datetime) -> Reading:
    """A person looked at it and wrote the time."""
    return Reading(held_at, doubt=Doubt.FUTURE if held_at > now + TOLERANCE else Doubt.NONE)


def _doubt(time: datetime, now: datetime) -> Doubt:
    if time > now + TOLERANCE:
        return Doubt.FUTURE
    return Doubt.OLD if time < now - OLDEST else Doubt.NONE
