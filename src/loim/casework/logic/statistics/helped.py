"""Did a change help? Months before and after it, with how sure one can be.

Whole months after the change are compared with as many just before it. What the same months did a
year earlier is taken off as the season (the ratio of two ratios, its interval by the logarithm's
variance: Rothman, Greenland and Lash 2008, "Modern Epidemiology", chapter 14); where that is not
known, the ratio has the exact interval of two Poisson counts (Clopper and Pearson 1934), and the
missing season is said. Both are widened by the spread of the months (quasi-Poisson: McCullagh and
Nelder 1989, "Generalized Linear Models", section 9.2). It does not tell what else changed: the
ratio of all enquiries stands beside it.
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
# In each of the two seasons a year earlier; with fewer they say nothing.
_FEWEST_OF_SEASON = 10


class Verdict(StrEnum):
    TOO_EARLY = "too_early"
    TOO_FEW = "too_few"
    FALLEN = "fallen"
    RISEN = "risen"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Difference:
    """Means are for one month; `ratio` is after to before with its 95 % interval, and `season`
    what the same months did a year earlier, taken off the ratio."""

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
    season: float = 1.0


def difference(
    changed: date, known: Mapping[date, int | None], *, first: date, last: date
) -> Difference:
    """Of the whole months after the day of the change against those just before.

    `known` has counts by month, None where one is hidden; months from `first` to `last` that are
    missing had nobody. The month of the change itself belongs to neither.
    """
    change = month_of(changed)
    number = min(months_between(change, last), MOST_MONTHS)
    windows = [
        [month for month in (add_months(start, step) for step in steps) if month >= first]
        for start in (change, add_months(change, -12))
        for steps in (range(-number, 0), range(1, number + 1))
    ]
    (before, hid), (after, hidden), *season = (_shown(months, known) for months in windows)
    if len(after) < FEWEST_MONTHS:
        return Difference(Verdict.TOO_EARLY, len(after), months_hidden=hidden)
    if len(before) < FEWEST_MONTHS or sum(before) + sum(after) < FEWEST:
        return Difference(Verdict.TOO_FEW, len(after), len(before), months_hidden=hidden)
    (earlier, _hidden), (later, _also) = season
    complete = min(len(earlier), len(later)) >= FEWEST_MONTHS
    if complete and min(sum(earlier), sum(later)) >= _FEWEST_OF_SEASON:
        return _without_season(before, after, earlier, later, hid + hidden)
    return _compared(before, after, hid + hidden)


def _without_season(
    before: Sequence[int],
    after: Sequence[int],
    earlier: Sequence[int],
    later: Sequence[int],
    hidden: int,
) -> Difference:
    season = _mean(later) / _mean(earlier)
    # Half an enquiry more in each: a month without any has a logarithm, too.
    counts = [sum(months) + 0.5 for months in (before, after, earlier, later)]
    wide = max(spread(months) for months in (before, after, earlier, later))
    error = sqrt(wide * sum(1 / count for count in counts))
    ratio = counts[1] / len(after) / (counts[0] / len(before)) / season
    low, high = ratio * exp(-1.96 * error), ratio * exp(1.96 * error)
    return Difference(
        _verdict(low, high), len(after), len(before), Basis.SEASON,
        _mean(before), _mean(after), ratio, low, high, hidden, season,
    )  # fmt: skip


def _shown(months: Sequence[date], known: Mapping[date, int | None]) -> tuple[list[int], int]:
    values = [known.get(month, 0) for month in months]
    shown = [value for value in values if value is not None]
    return shown, len(values) - len(shown)


def _compared(before: Sequence[int], after: Sequence[int], hidden: int) -> Difference:
    total = sum(before) + sum(after)
    low, high = share_interval(sum(after), total)
    wide = sqrt(max(spread(before), spread(after)))
    scale = len(before) / len(after)
    ratio = _mean(after) / _mean(before) if sum(before) else float("inf")
    low, high = (_widened(_odds(share) * scale, ratio, wide) for share in (low, high))
    return Difference(
        _verdict(low, high), len(after), len(before), Basis.RECENT,
        _mean(before), _mean(after), ratio, low, high, hidden,
    )  # fmt: skip


def _verdict(low: float, high: float) -> Verdict:
    if high < 1:
        return Verdict.FALLEN
    return Verdict.RISEN if low > 1 else Verdict.UNCLEAR


def _mean(months: Sequence[int]) -> float:
    return sum(months) / len(months)


def _odds(share: float) -> float:
    return share / (1 - share) if share < 1 else float("inf")


def _widened(bound: float, ratio: float, wide: float) -> float:
    """Farther from the ratio, by the factor, on the scale of ratios."""
    if bound in (0, float("inf")) or ratio in (0, float("inf")):
        return bound
    return ratio * exp(wide * (log(bound) - log(ratio)))
