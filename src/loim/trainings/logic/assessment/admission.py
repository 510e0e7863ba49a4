"""Which teams are admitted, given their order and the rules of representation.

The rule in words: of all sets of teams that fit (not more than there is room for, not more of
a county than its ceiling) those come into question that leave the fewest places missing to the
counties' floors. Of these the one is taken that has the best team; among those the one that
has the second best, if any has, and so on down the order. So nobody stands back for a worse
team except where a floor asks for it.

Since a team is of one county, whether the rest can still reach the fewest missing places is a
matter of counting, and going down the order once gives exactly that set.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from loim.trainings.logic.teams.reasons import Reason


@dataclass(frozen=True)
class Candidate:
    team: int
    county: str


@dataclass(frozen=True)
class Representation:
    """`ceilings` and `floors` by county; `most_per_county` holds for every county."""

    room: int
    most_per_county: int | None = None
    floors: Mapping[str, int] = field(default_factory=dict)
    ceilings: Mapping[str, int] = field(default_factory=dict)

    def ceiling(self, county: str) -> int:
        limits = [self.room, self.ceilings.get(county), self.most_per_county]
        return min(limit for limit in limits if limit is not None)


@dataclass(frozen=True)
class Admission:
    """`reasons` of every candidate; `missing` is how many places floors still lack."""

    admitted: tuple[int, ...]
    waiting: tuple[int, ...]
    reasons: Mapping[int, Reason]
    missing: int


def admit(
    in_order: Sequence[Candidate], rules: Representation, already: Sequence[str] = ()
) -> Admission:
    """`in_order` best first; `already` are the counties of teams that are in and stay."""
    have = Counter(already)
    rest = Counter(one.county for one in in_order)
    aim = _missing_at_best(rules, have, rest)
    admitted: list[Candidate] = []
    waiting: list[Candidate] = []
    for one in in_order:
        rest[one.county] -= 1
        fits = have.total() < rules.room and have[one.county] < rules.ceiling(one.county)
        if fits:
            have[one.county] += 1
            if _missing_at_best(rules, have, rest) == aim:
                admitted.append(one)
                continue
            have[one.county] -= 1
        waiting.append(one)
    return Admission(
        tuple(one.team for one in admitted),
        tuple(one.team for one in waiting),
        _reasons(in_order, admitted, have, rules),
        aim,
    )


def _missing_at_best(rules: Representation, have: Counter[str], rest: Counter[str]) -> int:
    """Places that floors lack, however cleverly the room that is left is given to the rest."""
    missing = reachable = 0
    for county, floor in rules.floors.items():
        lacks = max(0, floor - have[county])
        allowed = max(0, rules.ceiling(county) - have[county])
        missing += lacks
        reachable += min(lacks, allowed, rest[county])
    return missing - min(reachable, max(0, rules.room - have.total()))


def _reasons(
    in_order: Sequence[Candidate],
    admitted: Sequence[Candidate],
    have: Counter[str],
    rules: Representation,
) -> dict[int, Reason]:
    chosen = {one.team for one in admitted}
    last = max((place for place, one in enumerate(in_order) if one.team in chosen), default=-1)
    found = {}
    was_passed_over = False
    for place, one in enumerate(in_order):
        if one.team in chosen:
            for_floor = was_passed_over and have[one.county] <= rules.floors.get(one.county, 0)
            found[one.team] = Reason.FOR_COUNTY if for_floor else Reason.BY_RANK
        elif have[one.county] >= rules.ceiling(one.county) and have[one.county] < rules.room:
            found[one.team] = Reason.COUNTY_FULL
        elif place < last:
            found[one.team] = Reason.KEPT_FOR_COUNTY
            was_passed_over = True
        else:
            found[one.team] = Reason.FULL
    return found
