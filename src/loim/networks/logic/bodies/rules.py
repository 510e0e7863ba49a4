"""Rules of representation of a call: what cannot be kept, seen before anybody has applied."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """At least `floor` and at most `ceiling` (None: no limit) of the seats for one answer."""

    feature: str
    value: str
    floor: int = 0
    ceiling: int | None = None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """`kind`: 'floors', they ask for more seats than there are; 'ceilings', they leave seats
    that nobody may have; 'crossed', a floor above its ceiling. `number` against `seats`."""

    kind: str
    feature: str
    number: int
    seats: int


def contradictions(
    rules: Iterable[Rule], seats: int, answers: Mapping[str, Collection[str]]
) -> list[Contradiction]:
    """`answers`: of features that everybody answers with one of these; only there can ceilings
    be too low together."""
    found: list[Contradiction] = []
    by_feature: dict[str, list[Rule]] = {}
    for rule in rules:
        by_feature.setdefault(rule.feature, []).append(rule)
    for feature, about in by_feature.items():
        crossed = [r for r in about if r.ceiling is not None and r.floor > r.ceiling]
        found += [Contradiction("crossed", feature, rule.floor, seats) for rule in crossed]
        floors = sum(rule.floor for rule in about)
        if floors > seats:
            found.append(Contradiction("floors", feature, floors, seats))
        ceilings = {rule.value: rule.ceiling for rule in about if rule.ceiling is not None}
        possible = answers.get(feature, ())
        if possible and all(answer in ceilings for answer in possible):
            together = sum(ceilings[answer] for answer in possible)
            if together < seats:
                found.append(Contradiction("ceilings", feature, together, seats))
    return found


def party_rules(parties: Iterable[str]) -> list[Rule]:
    """What the seats themselves ask: `parties` is each seat's, '' where anybody may sit.

    Seats of one party alone ask nothing: everybody applies for it.
    """
    seats = list(parties)
    named = sorted({party for party in seats if party})
    if not named or (len(named) == 1 and "" not in seats):
        return []
    is_full = "" not in seats
    return [
        Rule("party", party, seats.count(party), seats.count(party) if is_full else None)
        for party in named
    ]


def merged(rules: Iterable[Rule]) -> list[Rule]:
    """One rule for an answer: the higher floor and the lower ceiling of those about it."""
    found: dict[tuple[str, str], Rule] = {}
    for rule in rules:
        before = found.get((rule.feature, rule.value))
        if before is None:
            found[rule.feature, rule.value] = rule
            continue
        ceilings = [c for c in (before.ceiling, rule.ceiling) if c is not None]
        found[rule.feature, rule.value] = Rule(
            rule.feature, rule.value, max(before.floor, rule.floor), min(ceilings, default=None)
        )
    return list(found.values())


def seat_for(party: str, free: Iterable[tuple[int, str]]) -> int | None:
    """The seat of (key, party) that somebody of `party` takes: their party's, then one that is
    anybody's. None where neither is free."""
    seats = list(free)
    for wanted in (party, ""):
        for key, of in seats:
            if of == wanted:
                return key
    return None
