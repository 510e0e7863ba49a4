"""What anyone could gain by one false answer.

After Baharav and Flanigan ('Fair, manipulation-robust and transparent sortition', 2024): the
chances are computed again with one person's answer changed, and compared with the truth.
"""

from collections import defaultdict
from dataclasses import dataclass, replace

from fairplaces.allocation import Allocation
from fairplaces.errors import BadInput, ImpossibleRules
from fairplaces.explain.chances import percent
from fairplaces.grouping import program_of
from fairplaces.messages import tell
from fairplaces.problem import Person, Problem
from fairplaces.targets import Objective, aim
from fairplaces.watch import Watch


@dataclass(frozen=True, slots=True)
class Lie:
    """A false answer of a person, and their chance with the truth and with it."""

    person: str
    question: str
    truth: str
    lie: str
    before: float
    after: float

    @property
    def gain(self) -> float:
        """What the false answer wins, below 0 where it loses."""
        return self.after - self.before

    def text(self, language: str = "en") -> str:
        """The lie in words."""
        return tell(
            "audit.gain",
            language,
            question=self.question,
            lie=self.lie,
            truth=self.truth,
            before=percent(self.before),
            after=percent(self.after),
        )


@dataclass(frozen=True, slots=True)
class Audit:
    """lies: the largest gain first; is_complete: every type and every single false answer tried."""

    lies: tuple[Lie, ...]
    is_complete: bool

    @property
    def largest_gain(self) -> float:
        """The most that one false answer wins anybody, at least 0."""
        return max((lie.gain for lie in self.lies), default=0.0)


def audit(allocation: Allocation, *, most: int | None = None, watch: Watch | None = None) -> Audit:
    """Try false answers, one person of each type, those with the smallest chances first.

    most: how many to try at most. People in teams are left out. Chances are those of the rules,
    before whole panels are sought.
    """
    watch = watch or Watch()
    problem, program = allocation.problem, allocation.program
    answers: dict[str, list[str]] = defaultdict(list)
    for rule in problem.rules:
        answers[rule.question].append(rule.answer)
    people = {person.id: person for person in problem.people}
    order = sorted(range(len(program.count)), key=lambda t: (allocation.type_chances[t], t))
    tries = [
        (people[program.units[t][0][0]], question, lie)
        for t in order
        if program.size[t] == 1 and program.least[t] == 0
        for question, given in answers.items()
        for lie in given
        if lie != people[program.units[t][0][0]].answers[question]
    ]
    limit = len(tries) if most is None else min(most, len(tries))
    found = []
    for number, (person, question, lie) in enumerate(tries[:limit]):
        watch.tell("audit", number / limit)
        if watch.over:
            limit = number
            break
        before = float(allocation.chances[person.id])
        after = _with_lie(allocation, person, question, lie)
        found.append(Lie(person.id, question, person.answers[question], lie, before, after))
    found.sort(key=lambda tried: (-tried.gain, tried.person, tried.question, tried.lie))
    return Audit(tuple(found), limit == len(tries))


def _with_lie(allocation: Allocation, person: Person, question: str, lie: str) -> float:
    liar = Person(person.id, {**person.answers, question: lie})
    problem = allocation.problem
    others = tuple(liar if p.id == person.id else p for p in problem.people)
    try:
        changed = replace(problem, people=others)
        return _chance(changed, person.id, allocation.objective, allocation.gamma)
    except (BadInput, ImpossibleRules):
        return 0.0


def _chance(problem: Problem, person: str, objective: Objective, gamma: float) -> float:
    program = program_of(problem)
    while True:
        target = aim(program, "leximin" if objective == "random" else objective, gamma)
        hopeless = [
            int(t)
            for level in target.levels[:1]
            if level.chance <= 1e-9
            for t in level.types
            if program.free[t]
        ]
        if not hopeless:
            break
        program = program.without(hopeless)
    t = next(t for t, units in enumerate(program.units) if any(person in unit for unit in units))
    return float(target.x[t] / program.count[t])
