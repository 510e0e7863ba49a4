"""Chances and places by answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from fairplaces.allocation import Allocation

LEAST = 5


@dataclass(frozen=True, slots=True)
class Group:
    """Everybody who gave one answer; `is_small` groups are hidden from the public."""

    question: str
    answer: str
    applied: int
    floor: int
    ceiling: int | None
    average: Fraction
    smallest: Fraction
    admitted: int

    @property
    def is_small(self) -> bool:
        """Fewer than five applied, so figures could tell about one of them."""
        return self.applied < LEAST


@dataclass(frozen=True, slots=True)
class Groups:
    """A group for each rule, in the order of the rules; people and places in all."""

    rows: tuple[Group, ...]
    people: int
    places: int

    @classmethod
    def of(cls, allocation: Allocation, selected: Iterable[str]) -> "Groups":
        """The groups of an allocation after a draw. Exact averages."""
        problem, chances, inside = allocation.problem, allocation.chances, set(selected)
        rows = []
        for rule in problem.rules:
            ids = [p.id for p in problem.people if p.answers[rule.question] == rule.answer]
            total = sum((chances[person] for person in ids), Fraction(0))
            rows.append(
                Group(
                    rule.question,
                    rule.answer,
                    len(ids),
                    rule.floor,
                    rule.ceiling,
                    total / len(ids) if ids else Fraction(0),
                    min((chances[person] for person in ids), default=Fraction(0)),
                    sum(person in inside for person in ids),
                )
            )
        return cls(tuple(rows), len(problem.people), len(inside))
