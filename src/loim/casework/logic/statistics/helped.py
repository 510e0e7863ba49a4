"""Did a change help? Months before and after it, with how sure one can be.

After is compared with the same months of the year before the change, so that the season is the
same; where they are not known, with the months just before, and that is said. The ratio of two
counts has an exact interval (the conditional one of two Poisson counts, by Clopper and Pearson
1934), widened by the spread of the months (quasi-Poisson: McCullagh and Nelder 1989,
"Generalized Linear Models", section 9.2). It does not tell what else changed: the ratio of all
other enquiries stands beside it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import exp, log, sqrt

from loim.casework.logic.statistics.periods import add_months, month_of, months_between
from loim.casework.logic.statistics.rises import Basis, spread
from loim.casework.logic.statistics.tails import share_interval

FEWEST_MONTHS = 3
MOST_MONTHS = 12
# Enquiries before and after together; under so many nothing can be said.
FEWEST = 20


class Verdict(StrEnum):
    TOO_EARLY = "too_early"
    TOO_FEW = "too_few"
    FALLEN = "fallen"
    RISEN = "risen"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Difference:
    """Means are for one month; `ratio` is after to before, with its 95 % interval."""

    verdict: Verdict
    months_after: int
    months_before: int = 0
    basis: Basis = Basis.RECENT
    before: float = 0.0
    after: float = 0.0
    ratio: float = 1.0
    low: float = 0.0
    high: float = 0.0
    months_hidden: int = 0


def difference(
    changed: date, known: Mapping[date, int | None], *, first: date, last: date
) -> Difference:
    """Of the whole months after the day of the change against those before.

    `known` has counts by month, None where one is hidden; months from `first` to `last` that are
    missing had nobody. The month of the change itself belongs to neither.
    """
    change = month_of(changed)
    number = min(months_between(change, last), MOST_MONTHS)
    after_months = [add_months(change, step) for step in range(1, number + 1)]
    after, hidden = _shown(after_months, known)
    if len(after) < FEWEST_MONTHS:
        return Difference(Verdict.TOO_EARLY, max(len(after), 0), months_hidden=hidden)
    season = [add_months(month, -12) for month in after_months]
    basis = Basis.SEASON
    if season[0] < first or season[-1] >= change:
        basis, season = Basis.RECENT, [add_months(change, -step) for step in range(1, number + 1)]
    before, also_hidden = _shown([month for month in season if month >= first], known)
    if len(before) < FEWEST_MONTHS or sum(before) + sum(after) < FEWEST:
        return Difference(Verdict.TOO_FEW, len(after), len(before), months_hidden=hidden)
    return _compared(before, after, basis, hidden + also_hidden)


def _shown(months: Sequence[date], known: Mapping[date, int | None]) -> tuple[list[int], int]:
    values = [known.get(month, 0) for month in months]
    shown = [value for value in values if value is not None]
    return shown, len(values) - len(shown)


def _compared(before: Sequence[int], after: Sequence[int], basis: Basis, hidden: int) -> Difference:
    mean_before, mean_after = sum(before) / len(before), sum(after) / len(after)
    total = sum(before) + sum(after)
    low, high = share_interval(sum(after), total)
    wide = sqrt(max(spread(before), spread(after)))
    scale = len(before) / len(after)
    ratio = mean_after / mean_before if mean_before else float("inf")
    low, high = (_widened(_odds(share) * scale, ratio, wide) for share in (low, high))
    if high < 1:
        verdict = Verdict.FALLEN
    elif low > 1:
        verdict = Verdict.RISEN
    else:
        verdict = Verdict.UNCLEAR
    return Difference(
        verdict, len(after), len(before), basis, mean_before, mean_after, ratio, low, high, hidden
    )


def _odds(share: float) -> float:
    return share / (1 - share) if share < 1 else float("inf")


def _widened(bound: float, ratio: float, wide: float) -> float:
    """Farther from the ratio, by the factor, on the scale of ratios."""
    if bound in (0, float("inf")) or ratio in (0, float("inf")):
        return bound
    return ratio * exp(wide * (log(bound) - log(ratio)))
