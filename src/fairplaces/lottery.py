"""From weights to equally likely tickets: a lottery that a whole number can draw.

After 'Fair sortition made transparent' (Flanigan, Kehne, Procaccia 2021): m tickets, each a
panel. Weights are rounded down and the tickets left go, one at a time, to the panel that brings
the averages closest to the target.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np

from fairplaces.types import Floats, Ints, Program

TICKETS = 1_000_000_000


@dataclass(frozen=True)
class Lottery:
    """panels (N, T) whole, shares (N,) tickets each > 0; every ticket is equally likely.

    A panel says how many units of each type come; who among alike people is drawn afterwards
    with equal chances, so people alike to the rules always have exactly equal chances.
    """

    panels: Ints
    shares: Ints

    @cached_property
    def tickets(self) -> int:
        """The number of tickets, m."""
        return int(self.shares.sum())

    def averages(self) -> tuple[Fraction, ...]:
        """(T,) units of each type admitted on average, exact."""
        sums = [
            sum(int(share) * int(units) for share, units in zip(self.shares, column, strict=True))
            for column in self.panels.T
        ]
        return tuple(Fraction(total, self.tickets) for total in sums)

    def chances(self, program: Program) -> tuple[Fraction, ...]:
        """(T,) the chance of everybody of each type, exact."""
        return tuple(
            average / int(count)
            for average, count in zip(self.averages(), program.count, strict=True)
        )

    def panel_of(self, ticket: int) -> int:
        """The panel that a ticket 0 ≤ ticket < m stands for."""
        return int(np.searchsorted(np.cumsum(self.shares), ticket, side="right"))


def quantise(panels: Ints, weights: Floats, x: Floats, tickets: int = TICKETS) -> Lottery:
    """`tickets` equally likely panels whose averages follow x (T,). Panels without one are left out.

    The distance from x is what `Lottery.averages` says; about 1/tickets in practice.
    """
    shares = np.floor(weights * tickets + 1e-6).astype(np.int64)
    left = tickets - int(shares.sum())
    while left < 0:
        shares[int(np.argmax(shares))] -= 1
        left += 1
    counted = panels.astype(float)
    residual = x * tickets - shares @ panels
    score = counted @ residual
    gram = counted @ counted.T
    half = 0.5 * np.diag(gram)
    # Many tickets may be left only where m is small beside the number of panels.
    for _ in range(left):
        chosen = int(np.argmax(np.where(weights > 0, score - half, -np.inf)))
        shares[chosen] += 1
        score -= gram[chosen]
    order = _canonical(panels)
    order = order[shares[order] > 0]
    return Lottery(panels[order], shares[order])


def _canonical(panels: Ints) -> Ints:
    """Panels in the order of their numbers, so that how they were found leaves no trace."""
    return np.lexsort(panels.T[::-1])
