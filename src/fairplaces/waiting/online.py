"""First come, first served with floors: refuse only what would put a floor out of reach.

With people of any answers still to come, a floor is out of reach only when the places left are
fewer than what one question's floors still need; so each question is counted by itself. Where
only a known list of people can still come, integer programming decides (`known`).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from fairplaces.messages import tell
from fairplaces.panels.milp import WholeProgram
from fairplaces.problem import Decision, Limit, Person, Problem, Rule
from fairplaces.types import program_of


@dataclass(frozen=True, slots=True)
class Door:
    """Places, rules, and when the floors of a question are released.

    release: from that moment on the floors of a question (or of one answer, under the key
    (question, answer)) hold no places back.
    """

    places: int
    rules: tuple[Rule, ...] = ()
    limits: tuple[Limit, ...] = ()
    release: Mapping[str | tuple[str, str], datetime] | None = None

    def floor(self, rule: Rule, at: datetime) -> int:
        """The floor that still holds at a moment."""
        release = self.release or {}
        dates = (release.get(rule.question), release.get((rule.question, rule.answer)))
        return 0 if any(date is not None and date <= at for date in dates) else rule.floor


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether somebody is admitted, and the message code that says why."""

    is_admitted: bool
    code: str
    details: Mapping[str, Any]

    def text(self, language: str = "en") -> str:
        """The reason in words."""
        return tell(self.code, language, **self.details)


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
    inside = [*admitted, *team]
    left = door.places - len(inside)
    if left < 0:
        return Answer(False, "online.full", {})
    refused = _over_ceiling(door, inside) or _over_limit(door, inside, team)
    if refused is None:
        refused = _out_of_reach(door, inside, left, at)
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


def _out_of_reach(door: Door, inside: list[Person], left: int, at: datetime) -> Answer | None:
    for question in dict.fromkeys(rule.question for rule in door.rules):
        have = _counts(inside, question)
        needed = sum(
            max(0, door.floor(rule, at) - have[rule.answer])
            for rule in door.rules
            if rule.question == question
        )
        if needed > left:
            return Answer(False, "online.reserved", {"question": question})
    return None


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
