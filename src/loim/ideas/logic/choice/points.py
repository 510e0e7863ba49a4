"""A jury's points: the mean of those jurors who may and did assess an idea."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Criterion:
    key: int
    weight: int


@dataclass(frozen=True)
class Assessment:
    """`points` is the mean of the jurors' weighted sums; `by_criterion` are means without
    weights, in the criteria's order."""

    points: Fraction
    by_criterion: tuple[Fraction, ...]
    jurors: int


# (juror, idea, criterion) to points
Scores = Mapping[tuple[int, int, int], int]


def assessed_by(
    idea: int,
    criteria: Iterable[Criterion],
    jurors: Collection[int],
    conflicts: Collection[tuple[int, int]],
    scores: Scores,
) -> list[int]:
    """Jurors without a conflict who gave this idea points by every criterion."""
    wanted = [criterion.key for criterion in criteria]
    return sorted(
        juror
        for juror in jurors
        if (juror, idea) not in conflicts and all((juror, idea, key) in scores for key in wanted)
    )


def assessment(
    idea: int,
    criteria: Collection[Criterion],
    jurors: Collection[int],
    conflicts: Collection[tuple[int, int]],
    scores: Scores,
) -> Assessment | None:
    """None where nobody may or did assess it.

    A juror with a conflict neither helps nor harms: the mean is of the others. So is whoever
    left a criterion out: half an assessment is none.
    """
    counted = assessed_by(idea, criteria, jurors, conflicts, scores)
    if not counted or not criteria:
        return None
    means = tuple(
        Fraction(sum(scores[juror, idea, criterion.key] for juror in counted), len(counted))
        for criterion in criteria
    )
    points = sum(
        (criterion.weight * mean for criterion, mean in zip(criteria, means, strict=True)),
        Fraction(0),
    )
    return Assessment(points, means, len(counted))
