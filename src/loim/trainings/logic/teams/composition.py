"""Does a team keep the rule of its call? Plain counting, the same wherever it is asked."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class PartyRule:
    party: str
    least: int = 0
    most: int | None = None


@dataclass(frozen=True)
class Rule:
    """`least` and `most` people in all, and of each party."""

    least: int
    most: int | None = None
    parties: Sequence[PartyRule] = ()


@dataclass(frozen=True)
class Wanted:
    """`number` more people of `party` are wanted, or are too many; '' is of any party."""

    party: str
    number: int
    is_too_many: bool = False


def wanted(rule: Rule, parties: Iterable[str]) -> list[Wanted]:
    """What a team of people of these parties still lacks or has too much of; [] keeps the rule.

    People of any party are asked for only as far as those of the named parties would not
    already make the team large enough.
    """
    have = Counter(parties)
    found = []
    for one in rule.parties:
        if have[one.party] < one.least:
            found.append(Wanted(one.party, one.least - have[one.party]))
        elif one.most is not None and have[one.party] > one.most:
            found.append(Wanted(one.party, have[one.party] - one.most, is_too_many=True))
    coming = sum(each.number for each in found if not each.is_too_many)
    people = have.total()
    if people + coming < rule.least:
        found.append(Wanted("", rule.least - people - coming))
    if rule.most is not None and people > rule.most:
        found.append(Wanted("", people - rule.most, is_too_many=True))
    return found


def keeps(rule: Rule, parties: Iterable[str]) -> bool:
    return not wanted(rule, parties)


def has_room(rule: Rule, parties: Iterable[str], newcomer: str) -> bool:
    """May one more of this party be asked, among those who were asked or take part?"""
    with_them = [*parties, newcomer]
    if rule.most is not None and len(with_them) > rule.most:
        return False
    return all(
        one.most is None or one.party != newcomer or with_them.count(newcomer) <= one.most
        for one in rule.parties
    )
