"""What happened with a client, in order, counted from their arrival."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class TimelineEntry:
    """`kind` names a room ("enquiry", "appointment"), `words` are what a page says: never more
    than the page's reader may see. `case` is the key of the case that it belongs to."""

    at: datetime
    kind: str
    title: Any
    words: str = ""
    by: str = ""
    url: str = ""
    case: int | None = None


def in_order(entries: Iterable[TimelineEntry]) -> list[TimelineEntry]:
    """Latest first."""
    return sorted(entries, key=lambda entry: (entry.at, entry.kind), reverse=True)


def day_after_arrival(day: date, arrived_on: date | None) -> int | None:
    """1 is the day of arrival, 0 and below are days before it; None where it is not known."""
    return None if arrived_on is None else (day - arrived_on).days + 1
