"""How many of the places that floors still need can those who wait fill, at best?

An integer programme: of each kind of unit so many get places, within capacity, ceilings and
limits, and so that what floors need of people who are still to come stays possible
(`fitting`). Exact; small, since only those who would fill a floor's place are looked at.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np

from fairplaces.panels.milp import WholeProgram
from loim.events.logic.places.fitting import (
    deficit,
    places_left,
    reserved_by_question,
    spare_of,
)
from loim.events.logic.places.rules import Answer, Rule, Rules, Tally, Unit

_FAR = 1_000_000  # no event has so many people

Kind = tuple[tuple[tuple[Answer, ...], str], ...]


def kind_of(unit: Unit) -> Kind:
    """Units of one kind can stand in for each other."""
    return tuple(
        sorted((tuple(sorted(person.answers)), person.organisation) for person in unit.people)
    )


def best_shortfall(rules: Rules, tally: Tally, units: Iterable[Unit], now: datetime) -> int:
    """How many places of floors stay unfilled when the best of `units` get places."""
    below = [rule for rule in rules.rules if deficit(rule, tally, now) > 0]
    wanted = {rule.about for rule in below}
    useful = Counter(kind_of(unit) for unit in units if not wanted.isdisjoint(unit.answers))
    missing = sum(deficit(rule, tally, now) for rule in below)
    if not useful or not missing:
        return missing
    program = _Program([*useful], below, sorted(rules.several))
    _add_rules(program, rules, tally, now)
    return program.least_shortfall([*useful.values()])


@dataclass
class _Program:
    """Columns: how many of each kind, what each floor lacks, what each question's floors lack."""

    kinds: list[Kind]
    below: list[Rule]
    several: list[str]
    rows: list[list[int]] = field(default_factory=list)
    most: list[int] = field(default_factory=list)

    def weights(self, of_kind: dict[int, int]) -> list[int]:
        row = [0] * (len(self.kinds) + len(self.below) + len(self.several))
        for column, weight in of_kind.items():
            row[column] = weight
        return row

    def at_most(self, row: list[int], most: int) -> None:
        self.rows.append(row)
        self.most.append(most)

    def people_with(self, answers: frozenset[Answer]) -> dict[int, int]:
        return {
            column: sum(1 for given, _of in kind if not answers.isdisjoint(given))
            for column, kind in enumerate(self.kinds)
        }

    def people_of(self, organisation: str) -> dict[int, int]:
        return {
            column: sum(1 for _given, of in kind if of == organisation)
            for column, kind in enumerate(self.kinds)
        }

    def lacking(self, row: list[int], question: str) -> list[int]:
        """`row` and what this question's floors need."""
        row = list(row)
        if question in self.several:
            row[len(self.kinds) + len(self.below) + self.several.index(question)] += 1
            return row
        for number, rule in enumerate(self.below):
            if rule.question == question:
                row[len(self.kinds) + number] += 1
        return row

    def least_shortfall(self, available: list[int]) -> int:
        columns = len(self.kinds) + len(self.below) + len(self.several)
        rest = columns - len(self.kinds)
        whole = WholeProgram(
            np.array(self.rows),
            np.full(len(self.rows), -_FAR),
            np.array(self.most),
            np.zeros(columns, dtype=np.int64),
            np.array([*available, *([_FAR] * rest)]),
        )
        cost = np.zeros(columns)
        cost[len(self.kinds) : len(self.kinds) + len(self.below)] = -1
        return round(-whole.best(cost).value)


def _add_rules(program: _Program, rules: Rules, tally: Tally, now: datetime) -> None:
    first_floor = len(program.kinds)
    for number, rule in enumerate(program.below):
        row = [-weight for weight in program.weights(program.people_with(frozenset({rule.about})))]
        row[first_floor + number] = -1
        program.at_most(row, -deficit(rule, tally, now))
        if rule.question in program.several:
            row = program.weights({first_floor + number: 1})
            row[first_floor + len(program.below) + program.several.index(rule.question)] = -1
            program.at_most(row, 0)
    for rule in rules.rules:
        if rule.ceiling is not None:
            row = program.weights(program.people_with(frozenset({rule.about})))
            program.at_most(row, max(0, rule.ceiling - tally.by_answer[rule.about]))
    if rules.most_per_organisation is not None:
        for name in {of for kind in program.kinds for _given, of in kind if of}:
            have = tally.by_organisation[name]
            row = program.weights(program.people_of(name))
            program.at_most(row, max(0, rules.most_per_organisation - have))
    _keep_within_reach(program, rules, tally, now)


def _keep_within_reach(program: _Program, rules: Rules, tally: Tally, now: datetime) -> None:
    """What is left, in all and by complete questions, is enough for what floors lack."""
    left = places_left(rules, tally)
    rooms: list[tuple[int, list[int]]] = []
    if rules.capacity is not None:
        sizes = {column: len(kind) for column, kind in enumerate(program.kinds)}
        rooms.append((max(0, rules.capacity - tally.total), program.weights(sizes)))
    for question, answers in rules.complete.items():
        spare = spare_of(rules, tally, question, answers)
        if spare is not None:
            given = frozenset((question, answer) for answer in answers)
            rooms.append((spare, program.weights(program.people_with(given))))
    for room, row in rooms:
        program.at_most(row, room)
        for question, needed in reserved_by_question(rules, tally, now).items():
            program.at_most(program.lacking(row, question), room + max(0, needed - left))
