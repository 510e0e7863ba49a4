"""When a forum gathers, and when an idea was given: before, during or after the event."""

from datetime import date, datetime
from enum import StrEnum


class Stage(StrEnum):
    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


class Gathering(StrEnum):
    NOT_YET = "not_yet"
    OPEN = "open"
    OVER = "over"


def stage_of(day: date, start: date, end: date) -> Stage:
    """Of a day, seen from an event that lasts from `start` to `end`, both included."""
    if day < start:
        return Stage.BEFORE
    return Stage.AFTER if day > end else Stage.DURING


def gathering_at(now: datetime, opens_at: datetime | None, closes_at: datetime | None) -> Gathering:
    """Open from `opens_at` until just before `closes_at`; None is no limit on that side."""
    if opens_at is not None and now < opens_at:
        return Gathering.NOT_YET
    if closes_at is not None and now >= closes_at:
        return Gathering.OVER
    return Gathering.OPEN


def choice_has_begun(now: datetime, method: str, opens_at: datetime | None) -> bool:
    """From then on the method is fixed; where nothing is chosen there is nothing to fix."""
    return method != "none" and opens_at is not None and now >= opens_at
