"""How likely a count is by chance: exact tails, as values of the incomplete beta function.

Relations between the two: NIST Digital Library of Mathematical Functions, section 8.17(i) and (v).
"""

from scipy.special import betainc, betaincinv


def binomial_tail(least: int, trials: int, share: float) -> float:
    """P(X >= least) of so many trials that each succeed with that share."""
    if least <= 0:
        return 1.0
    if least > trials:
        return 0.0
    return float(betainc(least, trials - least + 1, share))


def negative_binomial_tail(least: int, mean: float, variance: float) -> float:
    """P(X >= least) of a negative binomial number; `variance` is greater than `mean` > 0."""
    if least <= 0:
        return 1.0
    size = mean * mean / (variance - mean)
    return float(betainc(least, size, 1 - mean / variance))


def share_interval(successes: int, trials: int, *, doubt: float = 0.05) -> tuple[float, float]:
    """The exact interval of a share (Clopper and Pearson 1934, Biometrika 26)."""
    failures = trials - successes
    low = 0.0 if not successes else float(betaincinv(successes, failures + 1, doubt / 2))
    high = 1.0 if not failures else float(betaincinv(successes + 1, failures, 1 - doubt / 2))
    return low, high


def holm(chances: list[float]) -> list[float]:
    """Adjusted for having looked at all of them (Holm 1979, Scandinavian Journal of Statistics 6).

    The chance that any at all is flagged without a reason stays below what each adjusted one says.
    """
    order = sorted(range(len(chances)), key=lambda place: chances[place])
    adjusted, most = [1.0] * len(chances), 0.0
    for rank, place in enumerate(order):
        most = max(most, min(1.0, chances[place] * (len(chances) - rank)))
        adjusted[place] = most
    return adjusted
