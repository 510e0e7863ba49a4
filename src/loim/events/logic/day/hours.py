"""How long one was taught or took part, from an agenda that was given out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

# Neither meals nor ways.
NOT_COUNTED = frozenset({"arrival", "break", "lunch", "departure"})
Span = tuple[int, int]  # minutes of the day


def hours_by_day(sessions: Iterable[Mapping[str, Any]]) -> dict[date, Decimal]:
    """Of sessions as a release keeps them. What runs in parallel counts once.

    A session without an end lasts until the next one in its room begins; the last one of a
    day without an end counts nothing.
    """
    by_day: dict[date, list[Span]] = defaultdict(list)
    sessions = list(sessions)
    for session in sessions:
        if session["kind"] in NOT_COUNTED:
            continue
        start = _minutes(session["start"])
        end = _minutes(session["end"]) if session["end"] else _next_start(session, sessions)
        if end is not None and end > start:
            by_day[date.fromisoformat(session["day"])].append((start, end))
    return {day: _hours(_covered(spans)) for day, spans in by_day.items()}


def _next_start(session: Mapping[str, Any], sessions: list[Mapping[str, Any]]) -> int | None:
    start = _minutes(session["start"])
    later = [
        _minutes(other["start"])
        for other in sessions
        if other["day"] == session["day"]
        and (other["room"] == session["room"] or not other["room"])
        and _minutes(other["start"]) > start
    ]
    return min(later, default=None)


def _covered(spans: list[Span]) -> int:
    """Minutes that at least one of them covers."""
    covered, until = 0, 0
    for start, end in sorted(spans):
        covered += max(end - max(start, until), 0)
        until = max(until, end)
    return covered


def _minutes(text: str) -> int:
    moment = time.fromisoformat(text)
    return moment.hour * 60 + moment.minute


def _hours(minutes: int) -> Decimal:
    return (Decimal(minutes) / 60).quantize(Decimal("0.01"))
