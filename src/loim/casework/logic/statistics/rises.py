"""Has a number risen more than chance explains? With how strong it is, honestly.

A month is compared with the same season of earlier years: that month and its neighbours (the
window of Farrington, Andrews, Beale and Catchpole 1996, "A statistical algorithm for the early
detection of outbreaks of infectious disease", JRSS A 159). What is expected is their mean. Where
earlier years are missing, the months before serve, and that is said.

The chance is the greater, so the more cautious, of two: the exact test of two Poisson counts
(Przyborowski and Wilenski 1940, Biometrika 31), which allows for so few months to compare with,
and a negative binomial one where those months vary more than Poisson numbers do. Since many
numbers are looked at in a month, chances are adjusted together (Holm 1979).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from loim.casework.logic.statistics.periods import add_months
from loim.casework.logic.statistics.tails import (
    binomial_tail,
    holm,
    negative_binomial_tail,
    share_interval,
)

YEARS_BACK = 4
FEWEST_MONTHS = 3
MONTHS_BEFORE = 6
# Under so many, a few people make the whole difference.
SMALL = 20


class Basis(StrEnum):
    SEASON = "season"
    RECENT = "recent"


class Strength(StrEnum):
    STRONG = "strong"
    CLEAR = "clear"
    FAINT = "faint"
    NONE = "none"


@dataclass(frozen=True)
class Rise:
    """`chance` is adjusted for all numbers that were looked at with this one; `low` and `high`
    are the 95 % interval of `ratio`, the count to what was expected."""

    count: int
    expected: float
    months: int
    basis: Basis
    chance: float
    ratio: float
    low: float
    high: float

    @property
    def strength(self) -> Strength:
        for limit, strength in ((0.001, Strength.STRONG), (0.01, Strength.CLEAR)):
            if self.chance < limit:
                return strength
        return Strength.FAINT if self.chance < 0.05 else Strength.NONE

    @property
    def is_small(self) -> bool:
        return self.count < SMALL


def compared_with(
    month: date, known: Mapping[date, int | None], first: date
) -> tuple[Basis, list[int]] | None:
    """The counts to compare a month with; None where there are too few.

    `known` has counts by month, None where one is hidden; a month since `first` that is missing
    had nobody.
    """

    def shown(months: Sequence[date]) -> list[int]:
        values = [known.get(each, 0) for each in months if each >= first]
        return [value for value in values if value is not None]

    season = shown(
        [
            add_months(month, -12 * year + shift)
            for year in range(1, YEARS_BACK + 1)
            for shift in (-1, 0, 1)
        ]
    )
    if len(season) >= FEWEST_MONTHS:
        return Basis.SEASON, season
    recent = shown([add_months(month, -back) for back in range(1, MONTHS_BEFORE + 1)])
    return (Basis.RECENT, recent) if len(recent) >= FEWEST_MONTHS else None


def chance_of(count: int, before: Sequence[int]) -> float:
    """That a month has as many or more, if nothing has changed since `before`."""
    number, total = len(before), sum(before)
    chance = binomial_tail(count, count + total, 1 / (number + 1))
    mean = total / number
    variance = spread(before) * mean * (1 + 1 / number)
    if mean and spread(before) > 1:
        chance = max(chance, negative_binomial_tail(count, mean, variance))
    return chance


def spread(counts: Sequence[int]) -> float:
    """The variance as a multiple of the mean: 1 of Poisson numbers, and never less here."""
    mean = sum(counts) / len(counts)
    if len(counts) < 2 or not mean:
        return 1.0
    variance = sum((count - mean) ** 2 for count in counts) / (len(counts) - 1)
    return max(1.0, variance / mean)


def rises(counts: Mapping[str, tuple[int, Basis, Sequence[int]]]) -> dict[str, Rise]:
    """Of all numbers that are looked at together: count, basis and what each is compared with."""
    names = sorted(counts)
    adjusted = holm([chance_of(counts[name][0], counts[name][2]) for name in names])
    return {
        name: _rise(*counts[name], chance) for name, chance in zip(names, adjusted, strict=True)
    }


def _rise(count: int, basis: Basis, before: Sequence[int], chance: float) -> Rise:
    number, total = len(before), sum(before)
    expected = total / number
    low, high = share_interval(count, count + total) if count + total else (0.0, 1.0)
    return Rise(
        count=count,
        expected=expected,
        months=number,
        basis=basis,
        chance=chance,
        ratio=count / expected if expected else float("inf"),
        low=_as_ratio(low, number),
        high=_as_ratio(high, number),
    )


def _as_ratio(share: float, months: int) -> float:
    return months * share / (1 - share) if share < 1 else float("inf")
