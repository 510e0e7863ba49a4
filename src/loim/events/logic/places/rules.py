"""The rules that an event's places are given by, and how many of them are taken."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

Answer = tuple[str, str]  # a question and what was answered: ("party", "community")


@dataclass(frozen=True, slots=True)
class Rule:
    """At least `floor` and at most `ceiling` places for one answer.

    From `released_at` on the floor holds no place back, and never after `ends_at`, when the
    event begins. `is_choice`: the ceiling is a limit of the form's ("20 beds"), not one of
    representation.
    """

    question: str
    answer: str
    floor: int = 0
    ceiling: int | None = None
    released_at: datetime | None = None
    is_choice: bool = False
    ends_at: datetime | None = None

    @property
    def about(self) -> Answer:
        return (self.question, self.answer)

    def floor_at(self, now: datetime) -> int:
        """The floor that still holds places back."""
        return 0 if self.is_released(now) else self.floor

    def is_released(self, now: datetime) -> bool:
        return any(end is not None and end <= now for end in (self.released_at, self.ends_at))


@dataclass(frozen=True, slots=True)
class Rules:
    """`capacity` None: as many as come.

    `complete`: questions that everybody answers with exactly one of these answers. `several`:
    questions to which one may give several answers at once.
    """

    capacity: int | None
    rules: tuple[Rule, ...] = ()
    most_per_organisation: int | None = None
    complete: Mapping[str, frozenset[str]] = field(default_factory=dict)
    several: frozenset[str] = frozenset()

    @property
    def questions(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(rule.question for rule in self.rules))


@dataclass(frozen=True, slots=True)
class Person:
    """`answers` to the questions that rules look at; `organisation` empty where none is named."""

    key: int
    answers: frozenset[Answer] = frozenset()
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """Those who get places together or not at all: one person, or a whole registration."""

    key: int
    people: tuple[Person, ...]

    def __len__(self) -> int:
        return len(self.people)

    @property
    def answers(self) -> frozenset[Answer]:
        """Of any of them."""
        if len(self.people) == 1:
            return self.people[0].answers
        return frozenset().union(*(person.answers for person in self.people))


@dataclass(slots=True)
class Tally:
    """Who holds a place now, open offers among them, as far as rules look at them."""

    total: int = 0
    by_answer: Counter[Answer] = field(default_factory=Counter)
    by_organisation: Counter[str] = field(default_factory=Counter)

    def add(self, person: Person, times: int = 1) -> None:
        self.total += times
        for answer in person.answers:
            self.by_answer[answer] += times
        if person.organisation:
            self.by_organisation[person.organisation] += times

    def add_unit(self, unit: Unit) -> None:
        for person in unit.people:
            self.add(person)

    def copy(self) -> "Tally":
        return Tally(self.total, self.by_answer.copy(), self.by_organisation.copy())

    def having(self, unit: Unit) -> "Tally":
        after = self.copy()
        after.add_unit(unit)
        return after
