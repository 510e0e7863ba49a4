"""Free times of counsellors: by their bookable hours, less what is taken.

Hours are of the wall clock in Tallinn; what comes out are moments, so that lengths and overlaps
are right on the two nights of the year when the clock is changed.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

TALLINN = ZoneInfo("Europe/Tallinn")


@dataclass(frozen=True)
class Hours:
    """On one weekday (0 is Monday) between two days; `break_start` and `break_end` or neither."""

    counsellor: int
    weekday: int
    start: time
    end: time
    slot_minutes: int
    first_day: date
    last_day: date | None = None
    break_start: time | None = None
    break_end: time | None = None
    room: int | None = None

    def holds_on(self, day: date) -> bool:
        return (
            day.weekday() == self.weekday
            and self.first_day <= day
            and (self.last_day is None or day <= self.last_day)
        )


@dataclass(frozen=True)
class Taken:
    """Time in which a counsellor, a room, or both cannot be had."""

    start: datetime
    end: datetime
    counsellor: int | None = None
    room: int | None = None


@dataclass(frozen=True, order=True)
class Slot:
    start: datetime
    end: datetime
    counsellor: int
    room: int | None = None


def moment(day: date, clock: time) -> datetime:
    """In UTC. A time that the clock skips is the moment when it jumps over it."""
    said = datetime.combine(day, clock, tzinfo=TALLINN)
    found = said.astimezone(UTC)
    is_skipped = found.astimezone(TALLINN).replace(tzinfo=None) != said.replace(tzinfo=None)
    # In Tallinn the clock jumps from three to four, a whole hour on the hour.
    return found.replace(minute=0, second=0, microsecond=0) if is_skipped else found


def free_slots(
    hours: Sequence[Hours],
    taken: Sequence[Taken],
    *,
    days: Sequence[date],
    holidays: Collection[date],
    not_before: datetime,
) -> list[Slot]:
    """Those that begin at `not_before` or later, in the order of time."""
    found = {
        slot
        for day in days
        if day not in holidays
        for each in hours
        if each.holds_on(day)
        for slot in _of_day(each, day)
        if slot.start >= not_before
        and not any(_overlaps(slot, other) and _same(slot, other) for other in taken)
    }
    return sorted(found, key=lambda slot: (slot.start, slot.end, slot.counsellor, slot.room or 0))


def _of_day(hours: Hours, day: date) -> Iterator[Slot]:
    length = timedelta(minutes=hours.slot_minutes)
    for start, end in _stretches(hours, day):
        begins = start
        while begins + length <= end:
            yield Slot(begins, begins + length, hours.counsellor, hours.room)
            begins += length


def _stretches(hours: Hours, day: date) -> Iterator[tuple[datetime, datetime]]:
    start, end = moment(day, hours.start), moment(day, hours.end)
    if hours.break_start is None or hours.break_end is None:
        yield start, end
        return
    yield start, moment(day, hours.break_start)
    yield moment(day, hours.break_end), end


def _overlaps(slot: Slot, other: Taken) -> bool:
    return slot.start < other.end and other.start < slot.end


def _same(slot: Slot, other: Taken) -> bool:
    return other.counsellor == slot.counsellor or (
        other.room is not None and other.room == slot.room
    )
