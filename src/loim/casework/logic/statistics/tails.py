"""How likely a count is by chance: exact sums of binomial and negative binomial numbers."""

from math import exp, lgamma, log, log1p


def binomial_tail(least: int, trials: int, share: float) -> float:
    """P(X >= least) of so many trials that each succeed with that share."""
    if least <= 0:
        return 1.0
    if least > trials:
        return 0.0
    logs = (
        lgamma(trials + 1)
        - lgamma(k + 1)
        - lgamma(trials - k + 1)
        + k * log(share)
        + (trials - k) * log1p(-share)
        for k in range(least, trials + 1)
    )
    return min(1.0, sum(exp(each) for each in logs))


def negative_binomial_tail(least: int, mean: float, variance: float) -> float:
    """P(X >= least) of a negative binomial number; `variance` is greater than `mean` > 0."""
    size = mean * mean / (variance - mean)
    share = mean / variance
    logs = (
        lgamma(k + size) - lgamma(size) - lgamma(k + 1) + size * log(share) + k * log1p(-share)
        for k in range(least)
    )
    return max(0.0, min(1.0, 1.0 - sum(exp(each) for each in logs)))


def share_interval(successes: int, trials: int, *, doubt: float = 0.05) -> tuple[float, float]:
    """The exact interval of a share (Clopper and Pearson 1934, Biometrika 26)."""
    low = 0.0 if successes == 0 else _where(successes, trials, doubt / 2)
    high = 1.0 if successes == trials else 1.0 - _where(trials - successes, trials, doubt / 2)
    return low, high


def _where(successes: int, trials: int, probability: float) -> float:
    """The share at which so many successes or more have this probability."""
    low, high = 1e-12, 1 - 1e-12
    for _ in range(60):
        middle = (low + high) / 2
        if binomial_tail(successes, trials, middle) < probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2


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
