"""What a counsellor most likely writes next, from what they wrote last."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Habit:
    """What an entry begins with."""

    channel: str = "desk"
    language: str = "et"
    minutes: int = 10
    outcome: str = "answered"


def learnt(entries: Sequence[Habit], otherwise: Habit | None = None) -> Habit:
    """`entries` newest first. Of each field the most frequent value, among equals the newest:
    one odd visitor changes nothing, a day of telephone calls does."""
    habit = otherwise or Habit()
    if not entries:
        return habit
    return replace(
        habit,
        channel=_usual([entry.channel for entry in entries]),
        language=_usual([entry.language for entry in entries]),
        minutes=_usual([entry.minutes for entry in entries]),
        outcome=_usual([entry.outcome for entry in entries]),
    )


def _usual(values: Sequence[T]) -> T:
    counted = Counter(values)
    return max(values, key=lambda value: (counted[value], -values.index(value)))
