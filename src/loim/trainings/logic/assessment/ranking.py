"""From the assessors' points to an order of teams. Exact arithmetic, whatever order one adds in.

A team's points on a criterion are the mean of those that assessors without a conflict of
interest gave, its points the sum over criteria of mean times weight, rounded to three
decimals (halves up). Who came in time stands before who came late; then more points before
fewer. Equal points are a tie, which a draw settles.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import groupby

_SCALE = 1000


@dataclass(frozen=True)
class Criterion:
    key: int
    weight: int = 1
    least: int = 0


@dataclass(frozen=True)
class Assessed:
    """`scores`: of each assessor without a conflict, the points by criterion."""

    team: int
    county: str
    is_late: bool
    scores: Mapping[int, Mapping[int, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Ranked:
    """`below` are criteria whose mean is under what is needed; `tied` with how many others."""

    team: int
    county: str
    is_late: bool
    points: Decimal
    below: tuple[int, ...]
    rank: int
    tied: int


def means(one: Assessed, criteria: Sequence[Criterion]) -> dict[int, Fraction]:
    """Raises ValueError where no assessor, or not each of them, gave points on a criterion."""
    found = {}
    for criterion in criteria:
        given = [points.get(criterion.key) for points in one.scores.values()]
        if not given or None in given:
            raise ValueError(f"team {one.team} is not assessed on criterion {criterion.key}")
        found[criterion.key] = Fraction(sum(map(int, given)), len(given))  # type: ignore[arg-type]
    return found


def points_of(one: Assessed, criteria: Sequence[Criterion]) -> Decimal:
    average = means(one, criteria)
    total = sum((average[each.key] * each.weight for each in criteria), Fraction())
    return rounded(total)


def rounded(value: Fraction) -> Decimal:
    """To three decimals, halves up, without passing through a binary number."""
    thousandths = Decimal((value * _SCALE).numerator) / Decimal((value * _SCALE).denominator)
    return (thousandths.quantize(Decimal(1), ROUND_HALF_UP) / _SCALE).quantize(Decimal("0.001"))


def ranking(
    teams: Sequence[Assessed], criteria: Sequence[Criterion], lots: Mapping[int, int]
) -> list[Ranked]:
    """All of them, best first. `lots` settles ties: the smaller number stands first."""
    figures = {one.team: points_of(one, criteria) for one in teams}

    def standing(one: Assessed) -> tuple[bool, Decimal]:
        return one.is_late, -figures[one.team]

    in_order = sorted(teams, key=lambda one: (*standing(one), lots[one.team], one.team))
    found: list[Ranked] = []
    for _same, group in groupby(in_order, key=standing):
        equal = list(group)
        found += [
            Ranked(
                team=one.team,
                county=one.county,
                is_late=one.is_late,
                points=figures[one.team],
                below=_below(one, criteria),
                rank=len(found) + place,
                tied=len(equal) - 1,
            )
            for place, one in enumerate(equal, start=1)
        ]
    return found


def _below(one: Assessed, criteria: Sequence[Criterion]) -> tuple[int, ...]:
    average = means(one, criteria)
    return tuple(each.key for each in criteria if average[each.key] < each.least)


def has_ties(teams: Sequence[Assessed], criteria: Sequence[Criterion]) -> bool:
    standings = [(one.is_late, points_of(one, criteria)) for one in teams]
    return len(set(standings)) < len(standings)
