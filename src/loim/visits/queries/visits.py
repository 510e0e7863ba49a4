"""Visits in lists: those to come, those that were, and those that need a look."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.timezone import localdate

from loim.events.models import TO_BE_HELD, Event, EventKind, EventStatus
from loim.events.permissions import events_readable_by
from loim.people.permissions import Person
from loim.programmes.permissions import organisations_recorded_by
from loim.visits.models import Answer, Leg, LegKind, Visit
from loim.visits.queries.board import load_boards


def visits_readable_by(person: Person) -> QuerySet[Visit]:
    readable = events_readable_by(person).values("pk")
    return Visit.objects.filter(event__in=readable).select_related(
        "event__series", "event__organiser"
    )


def listed_visits(person: Person) -> QuerySet[Visit]:
    """The latest first, each with its meetings counted."""
    took_place = ~Q(legs__answer=Answer.CANCELLED)
    return (
        visits_readable_by(person)
        .exclude(event__status=EventStatus.CANCELLED)
        .annotate(
            meeting_count=Count("legs", filter=Q(legs__kind=LegKind.MEETING) & took_place),
            town_count=Count(
                "legs__town",
                filter=Q(legs__kind=LegKind.MEETING) & took_place & ~Q(legs__town=""),
                distinct=True,
            ),
        )
        .order_by("-event__start_date", "-pk")
    )


def coming_visits(person: Person, today: date) -> QuerySet[Visit]:
    """Those that this person may see and that are not over, the nearest first."""
    return (
        visits_readable_by(person)
        .filter(event__status__in=TO_BE_HELD, event__end_date__gte=today)
        .order_by("event__start_date", "pk")
    )


def unplanned_events(person: Person, today: date) -> QuerySet[Event]:
    """Field visits of this person's organisations whose days nobody has planned yet."""
    return Event.objects.filter(
        kind=EventKind.FIELD_VISIT,
        status__in=TO_BE_HELD,
        end_date__gte=today,
        visit=None,
        organiser__in=organisations_recorded_by(person).values("pk"),
    ).order_by("start_date", "pk")


@dataclass(frozen=True)
class ToAttendTo:
    visit: Visit
    unconfirmed: int  # meetings whose host has not said yes
    cancelled: list[Leg]  # by the host, and nobody has dealt with it
    problems: int  # what does not fit


def visits_to_attend_to(person: Person, today: date) -> list[ToAttendTo]:
    """Visits that this person keeps, not over, with something to do about them."""
    own = Exists(organisations_recorded_by(person).filter(pk=OuterRef("event__organiser")))
    visits = (
        Visit.objects.filter(own, event__status__in=TO_BE_HELD, event__end_date__gte=today)
        .select_related("event__series", "event__organiser")
        .order_by("event__start_date", "pk")[:20]
    )
    found = []
    for board in load_boards(list(visits)):
        unconfirmed = sum(_is_unconfirmed(leg) for leg in board.legs)
        cancelled = undealt(board.legs)
        if unconfirmed or cancelled or board.problems:
            found.append(ToAttendTo(board.visit, unconfirmed, cancelled, len(board.problems)))
    return found


def undealt(legs: list[Leg]) -> list[Leg]:
    """Cancelled by the host, still to come or just gone, and nobody has dealt with it."""
    today = localdate(timezone.now())
    return [
        leg
        for leg in legs
        if leg.is_off and leg.dealt_with_at is None and localdate(leg.end_at) >= today
    ]


def _is_unconfirmed(leg: Leg) -> bool:
    return leg.host_id is not None and leg.answer in {Answer.NOT_ASKED, Answer.ASKED}
