"""What contradicts itself in an agenda. Warnings: the organiser may know better."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum


class Conflict(StrEnum):
    OUTSIDE_DAYS = "outside_days"  # of the event
    OUTSIDE_TIMES = "outside_times"  # before the event begins or after it ends
    ROOM_TWICE = "room_twice"
    OVERLAP = "overlap"  # of two that name no room
    SPEAKER_TWICE = "speaker_twice"
    GAP = "gap"  # nothing is planned between two sessions of a day


@dataclass(frozen=True)
class Slot:
    """`end` None: until the next one in its room begins."""

    key: int
    day: date
    start: time
    end: time | None = None
    room: str = ""
    speakers: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Span:
    """When the event is. Times None: not said."""

    first: date
    last: date
    start: time | None = None
    end: time | None = None


@dataclass(frozen=True)
class AgendaWarning:
    conflict: Conflict
    keys: tuple[int, ...]  # of one slot or of two, in the order of the agenda
    speakers: frozenset[int] = frozenset()


def warnings(slots: Iterable[Slot], span: Span) -> list[AgendaWarning]:
    """In the order of the agenda."""
    ordered = ended(slots)
    found = [warning for slot in ordered for warning in _outside(slot, span)]
    by_day = itertools.groupby(ordered, key=lambda slot: slot.day)
    for _day, group in by_day:
        of_day = list(group)
        for one, other in itertools.combinations(of_day, 2):
            if overlap(one, other):
                found += _clashes(one, other)
        found += _gaps(of_day)
    place = {slot.key: number for number, slot in enumerate(ordered)}
    return sorted(found, key=lambda w: [place[key] for key in w.keys])


def ended(slots: Iterable[Slot]) -> list[Slot]:
    """In order, each with an end: one without lasts until the next in its room begins."""
    ordered = sorted(slots, key=lambda s: (s.day, s.start, s.room.casefold(), s.key))
    result = []
    for slot in ordered:
        if slot.end is None:
            later = [
                other.start
                for other in ordered
                if other.day == slot.day
                and other.room.casefold() == slot.room.casefold()
                and other.start > slot.start
            ]
            end = min(later, default=slot.start)
            slot = Slot(slot.key, slot.day, slot.start, end, slot.room, slot.speakers)  # noqa: PLW2901
        result.append(slot)
    return result


def overlap(one: Slot, other: Slot) -> bool:
    """Of two of the same day, both with ends."""
    if one.start == other.start:
        return True
    assert one.end is not None and other.end is not None  # noqa: S101, PT018  # see `ended`
    return one.start < other.end and other.start < one.end


def _outside(slot: Slot, span: Span) -> list[AgendaWarning]:
    if not span.first <= slot.day <= span.last:
        return [AgendaWarning(Conflict.OUTSIDE_DAYS, (slot.key,))]
    is_early = span.start is not None and slot.day == span.first and slot.start < span.start
    end = slot.end or slot.start
    is_late = span.end is not None and slot.day == span.last and end > span.end
    return [AgendaWarning(Conflict.OUTSIDE_TIMES, (slot.key,))] if is_early or is_late else []


def _clashes(one: Slot, other: Slot) -> list[AgendaWarning]:
    keys = (one.key, other.key)
    found = []
    if one.room.casefold() == other.room.casefold():
        found.append(AgendaWarning(Conflict.ROOM_TWICE if one.room else Conflict.OVERLAP, keys))
    if both := one.speakers & other.speakers:
        found.append(AgendaWarning(Conflict.SPEAKER_TWICE, keys, both))
    return found


def _gaps(of_day: Sequence[Slot]) -> list[AgendaWarning]:
    found = []
    latest = of_day[0]
    for slot in of_day[1:]:
        if slot.start > (latest.end or latest.start):
            found.append(AgendaWarning(Conflict.GAP, (latest.key, slot.key)))
        if _end(slot) >= _end(latest):
            latest = slot
    return found


def _end(slot: Slot) -> datetime:
    return datetime.combine(slot.day, slot.end or slot.start)
