"""First come, first served over a whole list of arrivals, with release dates.

Whoever finds no place waits. When floors are released, those who wait are asked in the order in
which they came, before anyone who comes later.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from fairplaces.problem import Person
from fairplaces.waiting.door import Answer, Door
from fairplaces.waiting.online import admit


@dataclass(frozen=True, slots=True)
class Arrival:
    """One person, or a team that comes whole, and when."""

    people: tuple[Person, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """arrival; answer: what was said on arrival; admitted_at: None for those who still wait."""

    arrival: Arrival
    answer: Answer
    admitted_at: datetime | None


def admit_in_order(
    door: Door, arrivals: Iterable[Arrival], until: datetime | None = None
) -> tuple[Outcome, ...]:
    """What becomes of everybody, in the order of `arrivals` (earlier first).

    until: how far the releases after the last arrival are followed (None: not beyond it).
    """
    queue = _Queue(door)
    for arrival in arrivals:
        queue.release(arrival.at)
        queue.arrive(arrival)
    if until is not None:
        queue.release(until)
    return tuple(
        Outcome(arrival, answer, queue.admitted_at.get(number))
        for number, (arrival, answer) in enumerate(queue.seen)
    )


class _Queue:
    def __init__(self, door: Door) -> None:
        self.door = door
        self.releases = sorted(set((door.release or {}).values()))
        self.inside: list[Person] = []
        self.seen: list[tuple[Arrival, Answer]] = []
        self.admitted_at: dict[int, datetime] = {}

    def arrive(self, arrival: Arrival) -> None:
        answer = admit(self.door, self.inside, arrival.people, arrival.at)
        self.seen.append((arrival, answer))
        if answer.is_admitted:
            self._let_in(len(self.seen) - 1, arrival.at)

    def release(self, until: datetime) -> None:
        """Ask those who wait at every release up to a moment."""
        while self.releases and self.releases[0] <= until:
            at = self.releases.pop(0)
            for number, (arrival, _) in enumerate(self.seen):
                is_waiting = number not in self.admitted_at
                if is_waiting and admit(self.door, self.inside, arrival.people, at).is_admitted:
                    self._let_in(number, at)

    def _let_in(self, number: int, at: datetime) -> None:
        self.admitted_at[number] = at
        self.inside.extend(self.seen[number][0].people)
