"""Replacing those who withdraw: rules restored where possible, the admitted left alone.

Everybody who stays keeps their place. Among the people who could come the leximin lottery of the
rest of the problem decides, drawn from the same seed chain. Where the rules cannot be restored,
they are bent by as few people as possible, and the answer says where.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from fairplaces.drawing import draw
from fairplaces.explain.relaxations import bounds_after, smallest
from fairplaces.lottery import TICKETS
from fairplaces.problem import Decision, Problem, Rule
from fairplaces.seeds import Seed
from fairplaces.solve import solve
from fairplaces.types import Program, program_of
from fairplaces.watch import Watch


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that the panel no longer keeps, and how many it has."""

    question: str
    answer: str
    floor: int
    ceiling: int | None
    have: int


@dataclass(frozen=True, slots=True)
class Replacement:
    """withdrawn and admitted in this step; selected: all members now; broken: rules not
    kept; alternates: who could be called (None: everybody who waits)."""

    withdrawn: tuple[str, ...]
    admitted: tuple[str, ...]
    selected: tuple[str, ...]
    broken: tuple[Broken, ...]
    alternates: tuple[str, ...] | None = None

    @property
    def is_restored(self) -> bool:
        """Whether every rule holds again."""
        return not self.broken

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
    rest = _rest(problem, staying, leaving | away, called)
    program = _bounded(program_of(rest), problem, Watch(seconds))
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
        _broken(problem, after),
        None if called is None else tuple(sorted(called)),
    )


def _rest(problem: Problem, staying: set[str], away: set[str], called: set[str] | None) -> Problem:
    """The problem that is left; its rules stand aside (floor 0) so that it can be stated."""
    out = {decision.person for decision in problem.must_not}
    kept = {
        p.id
        for p in problem.people
        if p.id in staying
        or (p.id not in away and p.id not in out and (called is None or p.id in called))
    }
    # Whoever waits in a team with someone who is away cannot come whole.
    for team in problem.teams:
        if not set(team.members) <= kept:
            kept -= set(team.members) - staying
    return Problem(
        people=tuple(p for p in problem.people if p.id in kept),
        places=(0, max(problem.most, len(staying))),
        rules=tuple(Rule(r.question, r.answer) for r in problem.rules),
        teams=tuple(t for t in problem.teams if set(t.members) <= kept - staying),
        limits=tuple(
            replace(
                limit,
                members=tuple(m for m in limit.members if m in kept),
                # Members stay even where a limit was already used up.
                most=max(limit.most, len(staying & set(limit.members))),
            )
            for limit in problem.limits
        ),
        must=tuple(Decision(person, "admitted") for person in sorted(staying)),
    )


def _bounded(program: Program, problem: Problem, watch: Watch) -> Program:
    """The rest's programme under the problem's own bounds, bent as little as needed."""
    lower, upper = program.lower.copy(), program.upper.copy()
    reach = program.matrix @ program.count
    for r, row in enumerate(program.rows):
        if row.kind == "places":
            lower[r], upper[r] = problem.least, max(problem.most, int(program.least @ program.size))
        elif row.kind == "rule":
            rule = problem.rules[row.index]
            lower[r] = rule.floor
            upper[r] = reach[r] if rule.ceiling is None else rule.ceiling
    strict = replace(program, lower=lower, upper=upper)
    bendable = np.array([row.kind in {"places", "rule"} for row in program.rows])
    bent = smallest(strict, np.where(bendable, lower, 0), np.where(bendable, reach, 0), 1, watch)
    changes = bent[0].changes if bent else ()
    lower, upper = bounds_after(strict, changes)
    return replace(strict, lower=lower, upper=upper)


def _broken(problem: Problem, members: set[str]) -> tuple[Broken, ...]:
    answers = [person.answers for person in problem.people if person.id in members]
    found = []
    for rule in problem.rules:
        have = sum(given[rule.question] == rule.answer for given in answers)
        if have < rule.floor or (rule.ceiling is not None and have > rule.ceiling):
            found.append(Broken(rule.question, rule.answer, rule.floor, rule.ceiling, have))
    return tuple(found)
