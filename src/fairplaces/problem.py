"""The question that is asked: who applies, how many places, under which rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from fairplaces.errors import BadInput


@dataclass(frozen=True, slots=True)
class Person:
    """An applicant and their answers; `row` is where they stood in a file, for messages."""

    id: str
    answers: Mapping[str, str]
    row: int | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "answers", MappingProxyType(dict(self.answers)))


@dataclass(frozen=True, slots=True)
class Rule:
    """At least `floor` and at most `ceiling` of those admitted give `answer` to `question`.

    `ceiling` None is no ceiling. `least_floor` and `most_ceiling` say how far the organiser is
    ready to bend when the rules prove impossible; None is any distance.
    """

    question: str
    answer: str
    floor: int = 0
    ceiling: int | None = None
    least_floor: int | None = None
    most_ceiling: int | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Team:
    """People who come all together or not at all (a team, a couple)."""

    name: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` of `members` are admitted (one household, one organisation)."""

    name: str
    members: tuple[str, ...]
    most: int = 1


@dataclass(frozen=True, slots=True)
class Decision:
    """A person who must or must not be admitted, and the written reason."""

    person: str
    reason: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything an allocation depends on. Checked when made; raises `BadInput` naming all faults.

    `places` is a number or a pair (least, most), both included.
    """

    people: tuple[Person, ...]
    places: int | tuple[int, int]
    rules: tuple[Rule, ...] = ()
    teams: tuple[Team, ...] = ()
    limits: tuple[Limit, ...] = ()
    must: tuple[Decision, ...] = ()
    must_not: tuple[Decision, ...] = ()

    def __post_init__(self) -> None:
        from fairplaces.checks import faults

        for name in ("people", "rules", "teams", "limits", "must", "must_not"):
            object.__setattr__(self, name, tuple(getattr(self, name)))
        found = faults(self)
        if found:
            raise BadInput(found)

    @property
    def least(self) -> int:
        """The smallest allowed number of people admitted."""
        return self.places if isinstance(self.places, int) else self.places[0]

    @property
    def most(self) -> int:
        """The largest allowed number of people admitted."""
        return self.places if isinstance(self.places, int) else self.places[1]

    @property
    def questions(self) -> tuple[str, ...]:
        """Questions that some rule speaks of, in the order of the rules."""
        return tuple(dict.fromkeys(rule.question for rule in self.rules))
