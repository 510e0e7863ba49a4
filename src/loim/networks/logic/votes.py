"""Votes add up, are no more than voters, and fit what is said to be decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Wrong(StrEnum):
    NO_QUORUM = "no_quorum"
    TOO_MANY = "too_many"
    AGAINST_THE_VOTES = "against_the_votes"
    NO_VOTES = "no_votes"


@dataclass(frozen=True)
class Votes:
    votes_for: int = 0
    against: int = 0
    abstained: int = 0

    @property
    def total(self) -> int:
        return self.votes_for + self.against + self.abstained


def counted(choices: Iterable[str]) -> Votes:
    """Of votes by name: 'for', 'against', 'abstained'."""
    said = list(choices)
    return Votes(said.count("for"), said.count("against"), said.count("abstained"))


def what_is_wrong(
    *, outcome: str, votes: Votes | None, present: int, is_quorate: bool
) -> Wrong | None:
    """`votes` is None where nobody counted. What was only discussed needs neither."""
    if outcome == "discussed":
        return None
    if not is_quorate:
        return Wrong.NO_QUORUM
    return _wrong_votes(outcome, votes, present) if votes is not None else None


def _wrong_votes(outcome: str, votes: Votes, present: int) -> Wrong | None:
    if votes.total > present:
        return Wrong.TOO_MANY
    if votes.total == 0:
        return Wrong.NO_VOTES
    if outcome == "adopted" and votes.against > votes.votes_for:
        return Wrong.AGAINST_THE_VOTES
    return None
