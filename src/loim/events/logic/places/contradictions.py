"""Rules that cannot be kept together, or not filled: found before anybody registers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from loim.events.logic.places.rules import Answer, Rule, Rules


class Fault(StrEnum):
    """What is wrong; `numbers` fill the sentence."""

    # These cannot be kept.
    TWICE = "twice"
    SAYS_NOTHING = "says_nothing"
    FLOOR_ABOVE_CEILING = "floor_above_ceiling"  # floor, ceiling
    FLOORS_ABOVE_CAPACITY = "floors_above_capacity"  # floors, capacity
    FLOOR_ABOVE_CHOICE = "floor_above_choice"  # floor, most
    FLOOR_WITHOUT_CAPACITY = "floor_without_capacity"
    # These can, but are hardly meant so.
    CEILINGS_BELOW_CAPACITY = "ceilings_below_capacity"  # ceilings, capacity
    HELD_ABOVE_CEILING = "held_above_ceiling"  # held, ceiling
    NOT_ASKED = "not_asked"


WARNINGS = frozenset({Fault.CEILINGS_BELOW_CAPACITY, Fault.HELD_ABOVE_CEILING, Fault.NOT_ASKED})


@dataclass(frozen=True, slots=True)
class Contradiction:
    fault: Fault
    about: tuple[Answer, ...]
    numbers: tuple[int, ...] = ()

    @property
    def is_warning(self) -> bool:
        return self.fault in WARNINGS


def contradictions(
    rules: Rules, held: Mapping[Answer, int], asked: Iterable[str]
) -> list[Contradiction]:
    """Everything that is wrong with the rules of representation, the impossible first.

    `held`: how many have a place, by answer. `asked`: the questions that people are asked.
    """
    stated = [rule for rule in rules.rules if not rule.is_choice]
    found = [
        *_alone(stated, rules, held, frozenset(asked)),
        *_of_questions(stated, rules),
    ]
    return sorted(found, key=lambda one: one.is_warning)


def _alone(
    stated: list[Rule], rules: Rules, held: Mapping[Answer, int], asked: frozenset[str]
) -> Iterable[Contradiction]:
    choices = {rule.about: rule.ceiling for rule in rules.rules if rule.is_choice}
    seen: set[Answer] = set()
    for rule in stated:
        about, most = (rule.about,), choices.get(rule.about)
        if rule.about in seen:
            yield Contradiction(Fault.TWICE, about)
        seen.add(rule.about)
        if rule.floor == 0 and rule.ceiling is None:
            yield Contradiction(Fault.SAYS_NOTHING, about)
        if rule.ceiling is not None and rule.floor > rule.ceiling:
            yield Contradiction(Fault.FLOOR_ABOVE_CEILING, about, (rule.floor, rule.ceiling))
        if most is not None and rule.floor > most:
            yield Contradiction(Fault.FLOOR_ABOVE_CHOICE, about, (rule.floor, most))
        if rule.floor and rules.capacity is None:
            yield Contradiction(Fault.FLOOR_WITHOUT_CAPACITY, about)
        have = held.get(rule.about, 0)
        if rule.ceiling is not None and have > rule.ceiling:
            yield Contradiction(Fault.HELD_ABOVE_CEILING, about, (have, rule.ceiling))
        if rule.question not in asked:
            yield Contradiction(Fault.NOT_ASKED, about)


def _of_questions(stated: list[Rule], rules: Rules) -> Iterable[Contradiction]:
    """One person fills one floor of a question, unless it takes several answers at once."""
    if rules.capacity is None:
        return
    for question in dict.fromkeys(rule.question for rule in stated):
        of_it = [rule for rule in stated if rule.question == question]
        floors = [rule.floor for rule in of_it]
        needed = max(floors) if question in rules.several else sum(floors)
        if needed > rules.capacity:
            about = tuple(rule.about for rule in of_it if rule.floor)
            yield Contradiction(Fault.FLOORS_ABOVE_CAPACITY, about, (needed, rules.capacity))
        ceilings = {rule.answer: rule.ceiling for rule in of_it if rule.ceiling is not None}
        answers = rules.complete.get(question)
        if answers and ceilings.keys() >= answers and sum(ceilings.values()) < rules.capacity:
            about = tuple(rule.about for rule in of_it)
            numbers = (sum(ceilings.values()), rules.capacity)
            yield Contradiction(Fault.CEILINGS_BELOW_CAPACITY, about, numbers)
