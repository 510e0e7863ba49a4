"""The problem that is left when some have withdrawn and the others keep their places."""

from dataclasses import replace

import numpy as np

from fairplaces.explain.relaxations import bounds_after, smallest
from fairplaces.grouping import program_of
from fairplaces.problem import Decision, Problem, Rule, Team
from fairplaces.types import Program
from fairplaces.watch import Watch


def rest_of(
    problem: Problem, staying: set[str], away: set[str], called: set[str] | None
) -> Problem:
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


def bounded(program: Program, problem: Problem, watch: Watch) -> Program:
    """The rest's programme under the problem's own bounds, bent as little as needed."""
    lower, upper = program.lower.copy(), program.upper.copy()
    reach = program.matrix @ program.count
    for r, row in enumerate(program.rows):
        if row.kind == "places":
            lower[r], upper[r] = problem.least, max(problem.most, int(program.least @ program.size))
        elif row.kind == "rule":
            rule = problem.rules[row.index]
            lower[r] = rule.floor
            # Never below the floor, or the row itself would contradict itself.
            top = max(int(reach[r]), rule.floor)
            upper[r] = top if rule.ceiling is None else min(top, rule.ceiling)
    strict = replace(program, lower=lower, upper=upper)
    bendable = np.array([row.kind in {"places", "rule"} for row in program.rows])
    bent = smallest(strict, np.where(bendable, lower, 0), np.where(bendable, reach, 0), 1, watch)
    changes = bent[0].changes if bent else ()
    lower, upper = bounds_after(strict, changes)
    return replace(strict, lower=lower, upper=upper)


def standing(problem: Problem, members: set[str], gone: set[str]) -> Program:
    """The programme as things stand: a team of which only some are members is no unit any more,
    those who withdrew are barred, and decisions that must be kept were kept already."""
    return program_of(
        replace(
            problem,
            teams=tuple(
                team
                for team in problem.teams
                if not gone & set(team.members) and len(members & set(team.members)) in _whole(team)
            ),
            must=(),
            must_not=(
                *problem.must_not,
                *(Decision(person, "withdrew") for person in sorted(gone)),
            ),
        )
    )


def _whole(team: Team) -> tuple[int, int]:
    """The numbers of members with which a team is whole: none or all."""
    return 0, len(team.members)
