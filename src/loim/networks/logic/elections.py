"""Who won an election to one seat."""

from collections.abc import Mapping


class NobodyElected(Exception):
    """No candidate had a vote."""


class Tie(Exception):
    """`tied`: the candidates who had most votes, more than one."""

    def __init__(self, tied: list[int]) -> None:
        self.tied = tied
        super().__init__(tied)


def winner(votes: Mapping[int, int], tie_winner: int | None = None) -> int:
    """Whoever had most votes. With a tie, `tie_winner` if they are of the tied: how they were
    found (a second round, lots) is said elsewhere. Raises NobodyElected, Tie.
    """
    most = max(votes.values(), default=0)
    if most <= 0:
        raise NobodyElected
    tied = sorted(candidate for candidate, number in votes.items() if number == most)
    if len(tied) == 1:
        return tied[0]
    if tie_winner in tied:
        return tie_winner
    raise Tie(tied)
