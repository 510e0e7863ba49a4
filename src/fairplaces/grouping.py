"""Gathering people into types: the programme of a problem.

Order of rows never matters: people, types and rows stand in a canonical order.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from fairplaces.problem import Problem
from fairplaces.types import Ints, Program, Row


def program_of(problem: Problem) -> Program:
    """The types of a problem and its rules as rows. One pass over people; no solving."""
    ids = sorted(person.id for person in problem.people)
    in_team = {member: team.members for team in problem.teams for member in team.members}
    units = sorted({tuple(sorted(in_team.get(person, (person,)))) for person in ids})
    columns = _columns(problem, units)
    states = _states(problem)
    gathered: dict[tuple[tuple[tuple[int, int], ...], int, int], list[tuple[str, ...]]]
    gathered = defaultdict(list)
    for unit, column in zip(units, columns, strict=True):
        state = max((states.get(person, 0) for person in unit), key=abs)
        gathered[(column, len(unit), state)].append(unit)
    kinds = sorted(gathered, key=lambda kind: (kind[0], kind[1], kind[2]))
    rows = _rows(problem)
    matrix = np.zeros((len(rows), len(kinds)), dtype=np.int64)
    for t, (column, size, _) in enumerate(kinds):
        matrix[0, t] = size
        for row, value in column:
            matrix[row, t] = value
    count = np.array([len(gathered[kind]) for kind in kinds], dtype=np.int64)
    state_of = np.array([kind[2] for kind in kinds], dtype=np.int64)
    lower, upper = _bounds(problem, rows, matrix, count)
    return Program(
        matrix=matrix,
        lower=lower,
        upper=upper,
        size=np.array([kind[1] for kind in kinds], dtype=np.int64),
        count=count,
        least=np.where(state_of > 0, count, 0),
        most=np.where(state_of < 0, 0, count),
        units=tuple(tuple(gathered[kind]) for kind in kinds),
        rows=tuple(rows),
    )


def _rows(problem: Problem) -> list[Row]:
    rows = [Row("places", 0)]
    rows += [Row("rule", index) for index in range(len(problem.rules))]
    return rows + [Row("limit", index) for index, _ in _biting(problem)]


def _biting(problem: Problem) -> list[tuple[int, tuple[str, ...]]]:
    """Limits that can ever bind, with their members."""
    return [
        (index, limit.members)
        for index, limit in enumerate(problem.limits)
        if len(limit.members) > limit.most
    ]


def _states(problem: Problem) -> dict[str, int]:
    states = {decision.person: 1 for decision in problem.must}
    return states | {decision.person: -1 for decision in problem.must_not}


def _columns(
    problem: Problem, units: Sequence[tuple[str, ...]]
) -> list[tuple[tuple[int, int], ...]]:
    """For each unit its coefficients in all rows but the first, as (row, value) pairs."""
    place = {(rule.question, rule.answer): 1 + i for i, rule in enumerate(problem.rules)}
    questions = problem.questions
    of_person: dict[str, list[int]] = {
        person.id: [place[(question, person.answers[question])] for question in questions]
        for person in problem.people
    }
    for offset, (_, members) in enumerate(_biting(problem)):
        for member in members:
            of_person[member].append(1 + len(problem.rules) + offset)
    columns = []
    for unit in units:
        totals: dict[int, int] = defaultdict(int)
        for person in unit:
            for row in of_person[person]:
                totals[row] += 1
        columns.append(tuple(sorted(totals.items())))
    return columns


def _bounds(problem: Problem, rows: list[Row], matrix: Ints, count: Ints) -> tuple[Ints, Ints]:
    """Bounds of the rows; a missing ceiling becomes the most there could ever be."""
    reach = matrix @ count
    lower = np.zeros(len(rows), dtype=np.int64)
    upper = reach.copy()
    lower[0], upper[0] = problem.least, min(problem.most, reach[0])
    for r, row in enumerate(rows):
        if row.kind == "rule":
            rule = problem.rules[row.index]
            lower[r] = rule.floor
            if rule.ceiling is not None:
                upper[r] = min(rule.ceiling, reach[r])
        elif row.kind == "limit":
            upper[r] = problem.limits[row.index].most
    return lower, upper
