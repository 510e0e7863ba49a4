"""Leximin by counting all panels, in rational arithmetic; independent of the library's way."""

from fractions import Fraction
from itertools import combinations

from fairplaces.problem import Problem

ZERO, ONE = Fraction(0), Fraction(1)


def panels_of(problem: Problem) -> list[frozenset[str]]:
    """Every set of people that keeps every rule, straight from the problem's words."""
    people = {p.id: p for p in problem.people}
    found = []
    for size in range(problem.least, problem.most + 1):
        for chosen in combinations(sorted(people), size):
            panel = frozenset(chosen)
            if keeps(problem, panel):
                found.append(panel)
    return found


def keeps(problem: Problem, panel: frozenset[str]) -> bool:
    """Whether a set of people keeps every rule of a problem."""
    people = {p.id: p for p in problem.people}
    if not problem.least <= len(panel) <= problem.most:
        return False
    for rule in problem.rules:
        have = sum(people[i].answers[rule.question] == rule.answer for i in panel)
        if have < rule.floor or (rule.ceiling is not None and have > rule.ceiling):
            return False
    teams = all(len(panel & set(t.members)) in (0, len(t.members)) for t in problem.teams)
    limits = all(len(panel & set(group.members)) <= group.most for group in problem.limits)
    must = all(d.person in panel for d in problem.must)
    return teams and limits and must and not any(d.person in panel for d in problem.must_not)


def leximin_of(problem: Problem) -> dict[str, Fraction]:
    """Everybody's leximin chance, exact."""
    panels = panels_of(problem)
    people = sorted({p.id for p in problem.people})
    level: dict[str, Fraction] = {}
    while len(level) < len(people):
        left = [p for p in people if p not in level]
        z = _largest(panels, level, left, None)
        stuck = [p for p in left if _largest(panels, level, left, (p, z)) == z]
        level |= dict.fromkeys(stuck, z)
    return level


def _largest(
    panels: list[frozenset[str]],
    level: dict[str, Fraction],
    left: list[str],
    one: tuple[str, Fraction] | None,
) -> Fraction:
    """The largest z with chance ≥ z for all in `left`, or of one person while the rest keep z."""
    number = len(panels)
    rows, right = [], []
    for person, chance in level.items():
        rows.append([ONE if person in panel else ZERO for panel in panels] + [ZERO])
        right.append(chance)
    for person in left:
        row = [ONE if person in panel else ZERO for panel in panels]
        if one is not None and person != one[0]:
            rows.append([*row, ZERO])
            right.append(one[1])
        else:
            rows.append([*row, -ONE])
            right.append(ZERO)
    # Σ λ = 1; rows ≥ right, with a surplus column each.
    total = number + 1 + len(rows)
    table = [
        row + [-ONE if i == j else ZERO for j in range(len(rows))] for i, row in enumerate(rows)
    ]
    table.append([ONE] * number + [ZERO] * (total - number))
    right.append(ONE)
    cost = [ZERO] * total
    cost[number] = ONE
    return _simplex(table, right, cost)


def _simplex(table: list[list[Fraction]], right: list[Fraction], cost: list[Fraction]) -> Fraction:
    """max cost·v, table·v = right ≥ 0, v ≥ 0; two phases with Bland's rule."""
    rows, columns = len(table), len(cost)
    body = [
        [*row, *(ONE if i == j else ZERO for j in range(rows)), r]
        for i, (row, r) in enumerate(zip(table, right, strict=True))
    ]
    basis = list(range(columns, columns + rows))
    first = [ZERO] * columns + [-ONE] * rows
    _climb(body, basis, first, columns + rows)
    assert all(body[i][-1] == 0 for i in range(rows) if basis[i] >= columns)
    for i in range(rows):
        if basis[i] >= columns:
            for j in range(columns):
                if body[i][j] != 0:
                    _pivot(body, basis, i, j)
                    break
    return _climb(body, basis, [*cost, *([ZERO] * rows)], columns)


def _climb(
    body: list[list[Fraction]], basis: list[int], cost: list[Fraction], columns: int
) -> Fraction:
    while True:
        prices = [cost[b] for b in basis]
        entering = next(
            (
                j
                for j in range(columns)
                if j not in basis
                and cost[j] - sum(p * row[j] for p, row in zip(prices, body, strict=True) if p) > 0
            ),
            None,
        )
        if entering is None:
            return sum((p * row[-1] for p, row in zip(prices, body, strict=True)), ZERO)
        leaving = min(
            (row[-1] / row[entering], basis[i], i)
            for i, row in enumerate(body)
            if row[entering] > 0
        )[2]
        _pivot(body, basis, leaving, entering)


def _pivot(body: list[list[Fraction]], basis: list[int], i: int, j: int) -> None:
    factor = body[i][j]
    body[i] = [value / factor for value in body[i]]
    for k, row in enumerate(body):
        if k != i and row[j] != 0:
            factor = row[j]
            body[k] = [a - factor * b for a, b in zip(row, body[i], strict=True)]
    basis[i] = j
