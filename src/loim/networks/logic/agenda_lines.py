"""A meeting's draft agenda: items on lines, placed one after another in the time there is."""

from collections.abc import Sequence
from datetime import time

STEP = 5  # minutes that a time is rounded down to
USUAL_MINUTES = 120


def items_of(text: str) -> list[str]:
    """Lines without bullets and numbers, in their order; empty ones go."""
    cleaned = (line.strip().lstrip("-–•*·").strip() for line in text.splitlines())
    return [line[:300] for line in cleaned if line]


def placed(items: Sequence[str], start: time, end: time | None) -> list[tuple[time, time, str]]:
    """Each with its beginning and end: equal parts, in steps of five minutes; the last takes what
    is left. Where there are more items than steps the last ones share the last minutes."""
    first = start.hour * 60 + start.minute
    last = min(end.hour * 60 + end.minute if end else first + USUAL_MINUTES, 24 * 60 - 1)
    if not items or last <= first:
        return []
    part = (last - first) // len(items)
    part = part // STEP * STEP or max(1, part)
    found = []
    for number, item in enumerate(items):
        begins = min(first + number * part, last - 1)
        ends = last if number == len(items) - 1 else min(begins + part, last)
        found.append((_time(begins), _time(ends), item))
    return found


def _time(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)
