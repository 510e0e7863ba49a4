"""From people to types: those whom the rules cannot tell apart share one variable.

A *unit* is a person, or a team that comes whole. Units with the same column of coefficients are
of one *type*; x_t of the m_t units of type t are admitted, everybody among them with the chance
x_t / m_t. Order of rows never matters: people, types and rows stand in a canonical order.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from fairplaces.problem import Problem

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
RowKind = Literal["places", "rule", "limit", "cut"]


@dataclass(frozen=True, slots=True)
class Row:
    """What a row of the programme stands for: the index points into the problem's tuple."""

    kind: RowKind
    index: int


@dataclass(frozen=True, slots=True)
class Program:
    """lower ≤ A·y ≤ upper over whole numbers least ≤ y ≤ most, all of it in whole numbers.

    matrix (R, T); lower, upper (R,); size (T,) people in a unit; count (T,) units of a type (m_t);
    least, most (T,); units[t] the units of type t, each a tuple of person ids in order;
    rows[r] what row r stands for. Types that must or must not come have least = most.
    """

    matrix: Ints
    lower: Ints
    upper: Ints
    size: Ints
    count: Ints
    least: Ints
    most: Ints
    units: tuple[tuple[tuple[str, ...], ...], ...]
    rows: tuple[Row, ...]

    @property
    def free(self) -> NDArray[np.bool_]:
        """(T,) the types whose admission the lottery decides."""
        return self.least < self.most

    def with_row(self, coefficients: Ints, upper: int) -> "Program":
        """The same programme with one more valid inequality, coefficients·y ≤ upper."""
        lowest = int(np.minimum(coefficients * self.least, coefficients * self.most).sum())
        cuts = sum(row.kind == "cut" for row in self.rows)
        return self._replace(
            matrix=np.vstack([self.matrix, coefficients[None, :]]),
            lower=np.append(self.lower, lowest),
            upper=np.append(self.upper, upper),
            rows=(*self.rows, Row("cut", cuts)),
        )

    def without(self, types: Sequence[int]) -> "Program":
        """The same programme with these types shut out (they fit in no panel)."""
        most = self.most.copy()
        most[list(types)] = 0
        return self._replace(most=most)

    def _replace(self, **changes: object) -> "Program":
        from dataclasses import replace

        return replace(self, **changes)  # type: ignore[arg-type]

    def keeps(self, panel: Ints) -> bool:
        """Whether a panel (T,) of whole numbers keeps every row and bound."""
        activity = self.matrix @ panel
        return bool(
            (activity >= self.lower).all()
            and (activity <= self.upper).all()
            and (panel >= self.least).all()
            and (panel <= self.most).all()
        )


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
