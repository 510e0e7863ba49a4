"""Whether a visit can be done as it is planned. Warnings: a draft is saved with them."""

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from loim.visits.logic.itinerary import Clash, Itineraries


class Problem(StrEnum):
    OUTSIDE_DAYS = "outside_days"  # not a day of the visit
    TWO_PLACES = "two_places"  # people for whom two legs are planned at once
    TRAVEL = "travel"  # less time between two towns than the way takes
    SHORT_RIDE = "short_ride"  # the ride itself is planned shorter than it takes
    SEATS = "seats"
    HOST_CAPACITY = "host_capacity"
    BEDS = "beds"
    NO_BED = "no_bed"  # some have a bed that night, others have none
    NOBODY = "nobody"  # a leg to which nobody goes


@dataclass(frozen=True)
class Planned:
    """A leg; times local to the visit. `places` are seats, beds, or how many the host takes."""

    key: int
    kind: str  # meeting, transport, meal, night, free
    start: datetime
    end: datetime
    begins_in: str = ""  # town
    ends_in: str = ""
    places: int | None = None


@dataclass(frozen=True)
class Found:
    """`keys` are of one leg or of two, in order; `people` those whom it concerns.

    `needed` and `available` are minutes, or people and places.
    """

    problem: Problem
    keys: tuple[int, ...]
    people: frozenset[int] = frozenset()
    needed: int = 0
    available: int = 0
    day: date | None = None


MinutesBetween = Callable[[str, str], int | None]
_FULL = {"transport": Problem.SEATS, "night": Problem.BEDS}


def problems(
    legs: Sequence[Planned],
    ways: Itineraries,
    *,
    days: Sequence[date],
    minutes_between: MinutesBetween,
) -> list[Found]:
    """In the order of the legs; the same plan twice gives the same list."""
    by_key = {leg.key: leg for leg in legs}
    found = [one for leg in legs for one in _of_leg(leg, ways, days, minutes_between)]
    found += _two_places(ways.clashes)
    found += _travel(by_key, ways, minutes_between)
    found += _beds(legs, ways)
    order = {
        leg.key: number
        for number, leg in enumerate(sorted(legs, key=lambda leg: (leg.start, leg.key)))
    }
    return sorted(found, key=lambda one: ([order[key] for key in one.keys], one.problem))


def _of_leg(
    leg: Planned, ways: Itineraries, days: Sequence[date], minutes_between: MinutesBetween
) -> list[Found]:
    found = []
    going = ways.people.get(leg.key, frozenset())
    if leg.start.date() not in days:
        found.append(Found(Problem.OUTSIDE_DAYS, (leg.key,), day=leg.start.date()))
    if leg.places is not None and len(going) > leg.places:
        problem = _FULL.get(leg.kind, Problem.HOST_CAPACITY)
        found.append(Found(problem, (leg.key,), going, len(going), leg.places))
    if ways.legs and not going:
        found.append(Found(Problem.NOBODY, (leg.key,)))
    if leg.kind == "transport":
        needed = minutes_between(leg.begins_in, leg.ends_in) or 0
        if needed > (minutes := _minutes(leg.start, leg.end)):
            found.append(Found(Problem.SHORT_RIDE, (leg.key,), going, needed, minutes))
    return found


def _two_places(clashes: Sequence[Clash]) -> list[Found]:
    by_legs: dict[tuple[int, int], set[int]] = {}
    for clash in clashes:
        by_legs.setdefault((clash.goes, clash.misses), set()).add(clash.person)
    return [Found(Problem.TWO_PLACES, keys, frozenset(people)) for keys, people in by_legs.items()]


def _travel(
    by_key: Mapping[int, Planned], ways: Itineraries, minutes_between: MinutesBetween
) -> list[Found]:
    """Between two legs that follow each other in somebody's itinerary."""
    people: dict[tuple[int, int], set[int]] = {}
    for person, keys in ways.legs.items():
        placed = [key for key in keys if by_key[key].begins_in]
        for pair in itertools.pairwise(placed):
            people.setdefault(pair, set()).add(person)
    found = []
    for (before, after), concerned in people.items():
        leaves, arrives = by_key[before], by_key[after]
        needed = minutes_between(leaves.ends_in, arrives.begins_in) or 0
        available = _minutes(leaves.end, arrives.start)
        if needed > available:
            found.append(
                Found(Problem.TRAVEL, (before, after), frozenset(concerned), needed, available)
            )
    return found


def _beds(legs: Sequence[Planned], ways: Itineraries) -> list[Found]:
    """Of the nights that are planned at all: who has none."""
    nights: dict[date, list[Planned]] = {}
    for leg in legs:
        if leg.kind == "night":
            nights.setdefault(leg.start.date(), []).append(leg)
    found = []
    for day, of_day in sorted(nights.items()):
        slept = frozenset().union(*(ways.people.get(leg.key, frozenset()) for leg in of_day))
        without = frozenset(ways.legs) - slept
        if slept and without:
            found.append(Found(Problem.NO_BED, (of_day[0].key,), without, len(without), 0, day))
    return found


def _minutes(start: datetime, end: datetime) -> int:
    return int((end - start).total_seconds() // 60)
