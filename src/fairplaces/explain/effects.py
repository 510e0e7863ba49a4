"""What one more place of each rule would change for the worst-off."""

from dataclasses import dataclass, replace

from fairplaces.allocation import Allocation
from fairplaces.errors import ImpossibleRules
from fairplaces.explain.chances import percent
from fairplaces.marginals.leximin import leximin
from fairplaces.messages import tell
from fairplaces.problem import Problem
from fairplaces.types import Program


@dataclass(frozen=True, slots=True)
class Effect:
    """A bound of rule `rule` (index) moved by one: smallest chance before and after."""

    rule: int
    is_floor: bool
    before: float
    after: float

    @property
    def gain(self) -> float:
        """What the worst-off would win."""
        return self.after - self.before

    def text(self, problem: Problem, language: str = "en") -> str:
        """The effect in words."""
        rule = problem.rules[self.rule]
        old = rule.floor if self.is_floor else (rule.ceiling or 0)
        return tell(
            "explain.one_more",
            language,
            question=rule.question,
            answer=rule.answer,
            kind=tell("word.floor" if self.is_floor else "word.ceiling", language),
            old=old,
            new=old - 1 if self.is_floor else old + 1,
            before=percent(self.before),
            after=percent(self.after),
        )


def effects(allocation: Allocation) -> tuple[Effect, ...]:
    """Every floor lowered and every ceiling raised by one, the largest gain first.

    Solved anew for each bound, not read off a price, so it is right also where prices jump; over
    the rules, before whole panels are sought. People who fit in no panel stay out of account.
    """
    program, problem = allocation.program, allocation.problem
    before = _smallest(program)
    found = []
    for r, row in enumerate(program.rows):
        if row.kind != "rule":
            continue
        rule = problem.rules[row.index]
        if rule.floor > 0:
            lower = program.lower.copy()
            lower[r] -= 1
            after = _smallest(replace(program, lower=lower))
            found.append(Effect(row.index, True, before, after))
        if rule.ceiling is not None:
            upper = program.upper.copy()
            upper[r] += 1
            after = _smallest(replace(program, upper=upper))
            found.append(Effect(row.index, False, before, after))
    return tuple(sorted(found, key=lambda effect: (-effect.gain, effect.rule, effect.is_floor)))


def _smallest(program: Program) -> float:
    try:
        levels = leximin(program, rounds=1).levels
    except ImpossibleRules:
        return 0.0
    return levels[0].chance if levels else 1.0
