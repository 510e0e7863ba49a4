"""Who goes where: everybody's own way through the days of a visit.

A leg is for everybody, for groups, or for people who are named. Whoever is named for one leg
does not go to another at that time, whatever it is for; then the group counts, then everybody.
So no itinerary ever has somebody in two places, whatever the plan says; what the plan wanted
and could not be is a `Clash`, for the organiser to put right.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum


class Reason(IntEnum):
    """Why somebody goes to a leg; the higher one wins."""

    EVERYBODY = 0
    GROUP = 1
    NAMED = 2


@dataclass(frozen=True)
class Stop:
    """A leg as far as it matters who goes. `groups` and `named` empty: it is for everybody."""

    key: int
    start: datetime
    end: datetime
    is_for_everybody: bool = True
    groups: frozenset[int] = frozenset()
    named: frozenset[int] = frozenset()

    def overlaps(self, other: "Stop") -> bool:
        return self.start < other.end and other.start < self.end

    def reason_for(self, person: int, group: int | None) -> Reason | None:
        """None: it is not for them."""
        if person in self.named:
            return Reason.NAMED
        if group is not None and group in self.groups:
            return Reason.GROUP
        return Reason.EVERYBODY if self.is_for_everybody else None


@dataclass(frozen=True)
class Clash:
    """The plan sends `person` to both at once; they go to `goes`, not to `misses`."""

    person: int
    goes: int
    misses: int


@dataclass(frozen=True)
class Itineraries:
    """`legs` are each person's own, in order; `people` who goes to a leg."""

    legs: Mapping[int, tuple[int, ...]]
    people: Mapping[int, frozenset[int]]
    clashes: tuple[Clash, ...]


def itineraries(
    stops: Sequence[Stop], people: Iterable[int], group_of: Mapping[int, int]
) -> Itineraries:
    """`people` are those who have a place. Legs that somebody cancelled are left out before."""
    legs: dict[int, tuple[int, ...]] = {}
    going: dict[int, set[int]] = {stop.key: set() for stop in stops}
    clashes: list[Clash] = []
    for person in sorted(set(people)):
        taken, missed = _way_of(person, group_of.get(person), stops)
        legs[person] = tuple(stop.key for stop in sorted(taken, key=lambda s: (s.start, s.key)))
        clashes += missed
        for stop in taken:
            going[stop.key].add(person)
    return Itineraries(
        legs, {key: frozenset(found) for key, found in going.items()}, tuple(clashes)
    )


def _way_of(
    person: int, group: int | None, stops: Sequence[Stop]
) -> tuple[list[Stop], list[Clash]]:
    wanted = [
        (reason, stop) for stop in stops if (reason := stop.reason_for(person, group)) is not None
    ]
    wanted.sort(key=lambda pair: (-pair[0], pair[1].start, pair[1].key))
    taken: list[tuple[Reason, Stop]] = []
    clashes = []
    for reason, stop in wanted:
        before = next((one for one in taken if one[1].overlaps(stop)), None)
        if before is None:
            taken.append((reason, stop))
        elif not (before[0] == Reason.NAMED and reason != Reason.NAMED):
            # Whoever is named elsewhere is meant to be there: that is no contradiction.
            clashes.append(Clash(person, before[1].key, stop.key))
    return [stop for _reason, stop in taken], clashes
