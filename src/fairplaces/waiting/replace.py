"""Replacing those who withdraw: rules restored where possible, the admitted left alone.

Everybody who stays keeps their place. Among the people who could come the leximin lottery of the
rest of the problem decides, drawn from the same seed chain. Where the rules cannot be restored,
they are bent by as few people as possible, and the answer says where.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from fairplaces.drawing import draw
from fairplaces.grouping import program_of
from fairplaces.lottery import TICKETS
from fairplaces.messages import Message
from fairplaces.problem import Problem
from fairplaces.seeds import Seed
from fairplaces.solve import solve
from fairplaces.waiting.rest import bounded, rest_of
from fairplaces.watch import Watch


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that the panel no longer keeps, and how many it has."""

    question: str
    answer: str
    floor: int
    ceiling: int | None
    have: int

    @property
    def message(self) -> Message:
        """The broken rule as a message."""
        named = {"question": self.question, "answer": self.answer, "have": self.have}
        if self.have < self.floor:
            return Message("replace.below", {**named, "floor": self.floor})
        return Message("replace.above", {**named, "ceiling": self.ceiling})


@dataclass(frozen=True, slots=True)
class Replacement:
    """withdrawn and admitted in this step; selected: all members now; broken: rules not kept;
    empty: places below the least that nobody could fill; alternates: who could be called (None:
    everybody who waits)."""

    withdrawn: tuple[str, ...]
    admitted: tuple[str, ...]
    selected: tuple[str, ...]
    broken: tuple[Broken, ...]
    empty: int
    alternates: tuple[str, ...] | None = None

    @property
    def is_restored(self) -> bool:
        """Whether every rule holds again and enough places are filled."""
        return not self.broken and not self.empty

    def messages(self) -> tuple[Message, ...]:
        """What became of the rules, to be told to the organiser."""
        if self.is_restored:
            return (Message("replace.restored"),)
        said = [broken.message for broken in self.broken]
        if self.empty:
            said.append(Message("replace.empty", {"empty": self.empty}))
        return tuple(said)

    def as_json(self) -> dict[str, Any]:
        """As a record keeps it."""
        fields = ("question", "answer", "floor", "ceiling", "have")
        return {
            "withdrawn": list(self.withdrawn),
            "admitted": list(self.admitted),
            "alternates": None if self.alternates is None else list(self.alternates),
            "broken": [{name: getattr(b, name) for name in fields} for b in self.broken],
        }


def replace_withdrawn(
    problem: Problem,
    selected: Iterable[str],
    withdrawn: Iterable[str],
    seed: Seed,
    *,
    number: int = 0,
    gone: Iterable[str] = (),
    alternates: Iterable[str] | None = None,
    seconds: float | None = None,
) -> Replacement:
    """The panel after `withdrawn` left it.

    selected: the members before; number: how many replacements there were before (a place in the
    seed chain); gone: people who withdrew earlier; alternates: who may be called (None: all).
    Raises `ValueError` for someone withdrawn who is no member. Team mates of someone who
    withdraws keep their places.
    """
    members, leaving, away = set(selected), set(withdrawn), set(gone)
    if not leaving or not leaving <= members:
        raise ValueError(f"not members: {', '.join(sorted(leaving - members))}")
    staying = members - leaving
    called = None if alternates is None else set(alternates)
    rest = rest_of(problem, staying, leaving | away, called)
    program = bounded(program_of(rest), problem, Watch(seconds))
    solved = solve(
        program,
        "leximin",
        gamma=1.0,
        tickets=TICKETS,
        is_replaceable=False,
        watch=Watch(seconds),
    )
    chain = seed.after("replacement", str(number))
    admitted = set(draw(solved.lottery, program.units, chain).selected) - staying
    after = staying | admitted
    return Replacement(
        tuple(sorted(leaving)),
        tuple(sorted(admitted)),
        tuple(sorted(after)),
        broken_by(problem, after),
        max(0, problem.least - len(after)),
        None if called is None else tuple(sorted(called)),
    )


def broken_by(problem: Problem, members: Collection[str]) -> tuple[Broken, ...]:
    """Rules that these members do not keep, in the order of the rules."""
    inside = set(members)
    answers = [person.answers for person in problem.people if person.id in inside]
    found = []
    for rule in problem.rules:
        have = sum(given[rule.question] == rule.answer for given in answers)
        if have < rule.floor or (rule.ceiling is not None and have > rule.ceiling):
            found.append(Broken(rule.question, rule.answer, rule.floor, rule.ceiling, have))
    return tuple(found)
