"""First come, first served with floors: refuse only what would put a floor out of reach.

With people of any answers still to come, a floor is out of reach only when the room left (places,
and what the ceilings of each question still allow) is less than what one question's floors still
need; so each question is counted by itself. Where only a known list of people can still come,
integer programming decides (`known`).
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

import numpy as np

from fairplaces.grouping import program_of
from fairplaces.panels.milp import WholeProgram
from fairplaces.problem import Decision, Limit, Person, Problem, Rule
from fairplaces.waiting.door import Answer, Door


def admit(
    door: Door,
    admitted: Iterable[Person],
    arriving: Person | tuple[Person, ...],
    at: datetime,
    known: Iterable[Person] | None = None,
) -> Answer:
    """May `arriving` (a person, or a team that comes whole) have a place now?

    known: everybody who could still come, where that is certain; otherwise anyone might.
    """
    team = arriving if isinstance(arriving, tuple) else (arriving,)
    before = list(admitted)
    inside = [*before, *team]
    if len(inside) > door.places:
        return Answer(False, "online.full", {})
    refused = _over_ceiling(door, inside) or _over_limit(door, inside, team)
    if refused is None:
        refused = _out_of_reach(door, before, inside, at)
    if refused is None and known is not None:
        taken = {person.id for person in inside}
        others = [person for person in known if person.id not in taken]
        if not _reachable(door, inside, others, at):
            refused = Answer(False, "online.reserved", {"question": _questions(door)})
    return refused or Answer(True, "online.admitted", {})


def _counts(inside: list[Person], question: str) -> Counter[str]:
    return Counter(person.answers[question] for person in inside)


def _over_ceiling(door: Door, inside: list[Person]) -> Answer | None:
    for rule in door.rules:
        have = _counts(inside, rule.question)[rule.answer]
        if rule.ceiling is not None and have > rule.ceiling:
            details = {"question": rule.question, "answer": rule.answer, "ceiling": rule.ceiling}
            return Answer(False, "online.ceiling", details)
    return None


def _over_limit(door: Door, inside: list[Person], team: tuple[Person, ...]) -> Answer | None:
    ids, arriving = {person.id for person in inside}, {person.id for person in team}
    for limit in door.limits:
        members = set(limit.members)
        if members & arriving and len(ids & members) > limit.most:
            return Answer(False, "online.limit", {"most": limit.most})
    return None


def _out_of_reach(
    door: Door, before: list[Person], inside: list[Person], at: datetime
) -> Answer | None:
    """The first question whose floors this admission would put (further) out of reach."""
    was, now = _shortfalls(door, before, at), _shortfalls(door, inside, at)
    for question, missing in now.items():
        if missing > was[question]:
            return Answer(False, "online.reserved", {"question": question})
    return None


def _shortfalls(door: Door, inside: list[Person], at: datetime) -> dict[str, int]:
    """For each question by how many people its floors must be missed at least."""
    room, needed = door.places - len(inside), dict[str, int]()
    for question in dict.fromkeys(rule.question for rule in door.rules):
        rules = [rule for rule in door.rules if rule.question == question]
        have = _counts(inside, question)
        needed[question] = sum(max(0, door.floor(rule, at) - have[rule.answer]) for rule in rules)
        if all(rule.ceiling is not None for rule in rules):
            room = min(room, sum((rule.ceiling or 0) - have[rule.answer] for rule in rules))
    return {question: max(0, number - room) for question, number in needed.items()}


def _reachable(door: Door, inside: list[Person], others: list[Person], at: datetime) -> bool:
    """Whether some of `others` can still bring every floor about."""
    everyone = (*inside, *others)
    ids = {person.id for person in everyone}
    stated = Problem(
        people=everyone,
        places=(0, door.places),
        rules=tuple(Rule(rule.question, rule.answer, 0, rule.ceiling) for rule in door.rules),
        limits=tuple(
            Limit(group.name, tuple(m for m in group.members if m in ids), group.most)
            for group in door.limits
        ),
        must=tuple(Decision(person.id, "admitted") for person in inside),
    )
    program = program_of(stated)
    lower = program.lower.copy()
    for r, row in enumerate(program.rows):
        if row.kind == "rule":
            lower[r] = door.floor(door.rules[row.index], at)
    whole = WholeProgram(program.matrix, lower, program.upper, program.least, program.most)
    return whole.best(np.zeros(len(program.count)), first=True).panel is not None


def _questions(door: Door) -> str:
    return ", ".join(dict.fromkeys(rule.question for rule in door.rules if rule.floor > 0))
