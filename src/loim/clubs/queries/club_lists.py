"""Lists of clubs: those that fit a filter, with when they meet next."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from loim.clubs.logic.person_states import HOLDING, PersonState
from loim.clubs.models import Club, ClubMeeting, ClubStatus
from loim.clubs.permissions import clubs_seen_by
from loim.events.models import EventStatus
from loim.people.permissions import Person


@dataclass(frozen=True)
class ClubFilter:
    """Empty means all. `weekday` is a text: '0' is Monday."""

    language: str = ""
    level: str = ""
    municipality: str = ""
    weekday: str = ""


def listed_clubs(person: Person, wanted: ClubFilter, today: date) -> QuerySet[Any]:
    """What this person may see: open ones first, then by when they meet next. One query."""
    found = with_next_meeting(clubs_seen_by(person), today).select_related(
        "organisation", "place_municipality", "rule"
    )
    if wanted.language:
        found = found.filter(languages__contains=[wanted.language])
    if wanted.level:
        found = found.filter(level=wanted.level)
    if wanted.municipality:
        found = found.filter(place_municipality=wanted.municipality)
    if wanted.weekday:
        found = found.filter(rule__weekdays__contains=[int(wanted.weekday)])
    order = {status: place for place, status in enumerate(("open", "paused", "draft", "closed"))}
    ordered: QuerySet[Any] = found.annotate(
        state_order=Case(
            *(When(status=status, then=Value(place)) for status, place in order.items()),
            output_field=IntegerField(),
        )
    ).order_by("state_order", "next_day", "title", "pk")
    return ordered


def with_next_meeting(clubs: QuerySet[Club], today: date) -> QuerySet[Any]:
    """Annotated with `next_day` and `next_time`, None where no meeting is planned."""
    coming = ClubMeeting.objects.filter(
        club=OuterRef("pk"), event__status=EventStatus.PUBLISHED, event__start_date__gte=today
    ).order_by("event__start_date", "event__start_time")
    found: QuerySet[Any] = clubs.annotate(
        next_day=Subquery(coming.values("event__start_date")[:1]),
        next_time=Subquery(coming.values("event__start_time")[:1]),
    )
    return found


def clubs_to_join(*, today: date, limit: int = 6, county: str = "") -> list[Club]:
    """Public and open, those first that meet soonest; for pages of other modules. Of a county by
    its code; a club without a place of its own is where its organisation is."""
    where = Q()
    if county:
        where = Q(place_municipality__county=county) | Q(
            place_municipality=None, organisation__municipality__county=county
        )
    found = with_next_meeting(Club.objects.filter(where, status=ClubStatus.OPEN), today)
    return list(
        found.select_related("organisation", "place_municipality", "rule").order_by(
            "next_day", "title", "pk"
        )[:limit]
    )


def places_of(club: Club) -> dict[str, int]:
    """How many hold a place and how many wait; one query."""
    return club.people.aggregate(
        held=Count("pk", filter=Q(state__in=sorted(HOLDING))),
        waiting=Count("pk", filter=Q(state=PersonState.WAITING)),
    )
