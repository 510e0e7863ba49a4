"""What the organiser sees while planning: days with their legs, each with what does not fit."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from loim.events.models import EventStatus
from loim.visits.logic.suggestions import Suggestion
from loim.visits.models import Answer, Leg, LegKind, Visit, VisitRelease
from loim.visits.queries.board import Board, load_board
from loim.visits.queries.in_words import Warned, names, warnings_of
from loim.visits.queries.releases import last_release, untold
from loim.visits.queries.visits import undealt


@dataclass(frozen=True)
class BenchLeg:
    leg: Leg
    number: int  # of those who go
    warnings: list[Warned]
    is_unconfirmed: bool
    instead: list[tuple[Suggestion, Leg]]

    @property
    def is_full(self) -> bool:
        return self.leg.places is not None and self.number > self.leg.places


@dataclass(frozen=True)
class BenchDay:
    day: date
    legs: list[BenchLeg]


@dataclass(frozen=True)
class Cancelled:
    leg: Leg
    people: str
    number: int
    instead: list[tuple[Suggestion, Leg]]


@dataclass(frozen=True)
class Workbench:
    board: Board
    days: list[BenchDay]
    warnings: list[Warned]
    cancelled: list[Cancelled]
    release: VisitRelease | None
    untold: int  # participants whose itinerary changed since they were told
    may_tell: bool

    @property
    def unconfirmed(self) -> int:
        return sum(leg.is_unconfirmed for day in self.days for leg in day.legs)

    @property
    def leg_count(self) -> int:
        return len(self.board.legs)


def workbench(visit: Visit, *, now: datetime) -> Workbench:
    board = load_board(visit)
    warnings = warnings_of(board)
    at: dict[int, list[Warned]] = defaultdict(list)
    for warning in warnings:
        for leg in warning.legs:
            at[leg.pk].append(warning)
    days = [
        BenchDay(day.day, [_bench_leg(board, leg, at[leg.pk]) for leg in day.legs])
        for day in board.days
    ]
    return Workbench(
        board=board,
        days=days,
        warnings=warnings,
        cancelled=[_cancelled(board, leg) for leg in undealt(board.legs)],
        release=last_release(visit),
        untold=len(untold(board)),
        may_tell=visit.event.status in {EventStatus.PUBLISHED, EventStatus.HELD},
    )


def _bench_leg(board: Board, leg: Leg, warnings: list[Warned]) -> BenchLeg:
    return BenchLeg(
        leg,
        len(board.going_to(leg)),
        warnings,
        is_unconfirmed=leg.kind == LegKind.MEETING
        and leg.host_id is not None
        and leg.answer in {Answer.NOT_ASKED, Answer.ASKED},
        instead=board.instead_of(leg) if leg.is_off else [],
    )


def _cancelled(board: Board, leg: Leg) -> Cancelled:
    people = board.going_to(leg)
    return Cancelled(
        leg, names(person.name for person in people), len(people), board.instead_of(leg)
    )
