"""May somebody have a place now, without breaking a rule or putting a floor out of reach?

Anybody may still come, with any answers. Then the places that unmet floors need are the most
that one question's floors need: people who are still to come can answer the other questions
as needed, too. (Of a question with several answers at once one person can meet all floors.)
Where every answer of a question has a ceiling, no more can come than the ceilings leave.
"""

from dataclasses import dataclass, field
from datetime import datetime

from loim.events.logic.places.reasons import Reason
from loim.events.logic.places.rules import Rule, Rules, Tally, Unit

NO_LIMIT = 10**9


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a place cannot be given now: the code, and the rules that stand in the way."""

    reason: Reason
    rules: tuple[Rule, ...] = ()
    values: dict[str, int] = field(default_factory=dict)


def places_left(rules: Rules, tally: Tally) -> int:
    """How many more can come: by the capacity, and by ceilings where they cover every answer.

    Never below 0, also where more are in than places (the capacity was lowered).
    """
    left = NO_LIMIT if rules.capacity is None else rules.capacity - tally.total
    for question, answers in rules.complete.items():
        spare = spare_of(rules, tally, question, answers)
        if spare is not None:
            left = min(left, spare)
    return max(left, 0)


def spare_of(rules: Rules, tally: Tally, question: str, answers: frozenset[str]) -> int | None:
    capped: dict[str, int] = {}
    for rule in rules.rules:
        if rule.question == question and rule.ceiling is not None:
            spare = max(0, rule.ceiling - tally.by_answer[rule.about])
            capped[rule.answer] = min(spare, capped.get(rule.answer, NO_LIMIT))
    return sum(capped.values()) if capped.keys() >= answers else None


def deficit(rule: Rule, tally: Tally, now: datetime) -> int:
    return max(0, rule.floor_at(now) - tally.by_answer[rule.about])


def reserved_by_question(rules: Rules, tally: Tally, now: datetime) -> dict[str, int]:
    """How many places each question's unmet floors hold back."""
    needed: dict[str, int] = {}
    for rule in rules.rules:
        missing = deficit(rule, tally, now)
        before = needed.get(rule.question, 0)
        is_several = rule.question in rules.several
        needed[rule.question] = max(before, missing) if is_several else before + missing
    return needed


def reserved(rules: Rules, tally: Tally, now: datetime) -> int:
    """How many places unmet floors hold back in all; overlapping ones may share them."""
    return max(reserved_by_question(rules, tally, now).values(), default=0)


def obstacle(rules: Rules, tally: Tally, unit: Unit, now: datetime) -> Obstacle | None:
    """What keeps `unit` from having places now; None: nothing does."""
    free = NO_LIMIT if rules.capacity is None else rules.capacity - tally.total
    if free <= 0:
        return Obstacle(Reason.FULL)
    if len(unit) > free:
        return Obstacle(Reason.UNIT_TOO_LARGE, values={"people": len(unit), "free": free})
    after = tally.having(unit)
    return (
        _over_ceiling(rules, tally, after)
        or _over_organisation(rules, after, unit)
        or _out_of_reach(rules, tally, after, now)
    )


def _over_ceiling(rules: Rules, before: Tally, after: Tally) -> Obstacle | None:
    for rule in rules.rules:
        have = after.by_answer[rule.about]
        if rule.ceiling is not None and have > max(rule.ceiling, before.by_answer[rule.about]):
            return Obstacle(Reason.OPTION_FULL if rule.is_choice else Reason.CEILING, (rule,))
    return None


def _over_organisation(rules: Rules, after: Tally, unit: Unit) -> Obstacle | None:
    most = rules.most_per_organisation
    if most is not None and any(
        after.by_organisation[person.organisation] > most
        for person in unit.people
        if person.organisation
    ):
        return Obstacle(Reason.ORGANISATION_FULL, values={"most": most})
    return None


def _out_of_reach(rules: Rules, before: Tally, after: Tally, now: datetime) -> Obstacle | None:
    """A floor that could not be kept anyway must not come further out of reach."""
    left, left_before = places_left(rules, after), places_left(rules, before)
    needed_before = reserved_by_question(rules, before, now)
    for question, needed in reserved_by_question(rules, after, now).items():
        if needed - left > max(0, needed_before[question] - left_before):
            unmet = (rule for rule in rules.rules if rule.question == question)
            return Obstacle(
                Reason.RESERVED, tuple(rule for rule in unmet if deficit(rule, after, now) > 0)
            )
    return None
