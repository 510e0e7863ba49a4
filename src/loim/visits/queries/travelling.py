"""Rides, nights and meals with their numbers, and how long the ways between the towns take."""

import itertools
from dataclasses import dataclass

from loim.events.models import Participant
from loim.visits.logic.towns import pair
from loim.visits.models import Leg, LegKind, Visit
from loim.visits.queries.board import load_board
from loim.visits.queries.diets import counted, diets_by_person


@dataclass(frozen=True)
class Counted:
    leg: Leg
    people: list[Participant]
    diets: list[tuple[str, int]]

    @property
    def number(self) -> int:
        return len(self.people)

    @property
    def is_too_many(self) -> bool:
        return self.leg.places is not None and self.number > self.leg.places


@dataclass(frozen=True)
class Way:
    one: str
    other: str
    minutes: int | None  # None: nobody knows
    is_ours: bool  # the organiser said so


@dataclass(frozen=True)
class Travelling:
    rides: list[Counted]
    nights: list[Counted]
    meals: list[Counted]
    ways: list[Way]


def travelling(visit: Visit) -> Travelling:
    board = load_board(visit)
    said = diets_by_person(board.people.values())
    by_kind: dict[str, list[Counted]] = {str(kind): [] for kind in LegKind}
    for leg in board.legs:
        if not leg.is_off:
            people = board.going_to(leg)
            diets = counted(people, said) if leg.kind == LegKind.MEAL else []
            by_kind[str(leg.kind)].append(Counted(leg, people, diets))
    towns = sorted(
        {
            town
            for leg in board.legs
            for town in (leg.begins_in, leg.ends_in, visit.base_town)
            if town
        }
    )
    ours = set(visit.travel_times.values_list("one", "other"))
    ways = [
        Way(one, other, board.minutes(one, other), pair(one, other) in ours)
        for one, other in itertools.combinations(towns, 2)
    ]
    return Travelling(
        by_kind[LegKind.TRANSPORT], by_kind[LegKind.NIGHT], by_kind[LegKind.MEAL], ways
    )
