"""Meetings of clubs: those to come, those that were, and those that wait to be written down."""

from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from loim.clubs.models import Club, ClubMeeting, ClubStatus, VisitState
from loim.clubs.permissions import clubs_run_by, facilitators_of
from loim.events.models import Event, EventStatus
from loim.people.models import User

SHOWN_AHEAD = 8
REMEMBERED = timedelta(days=60)  # after that nobody remembers who came


def coming_meetings(club: Club, today: date) -> QuerySet[ClubMeeting]:
    """Public ones, the cancelled among them, the soonest first."""
    return (
        ClubMeeting.objects.filter(
            club=club,
            event__start_date__gte=today,
            event__status__in=[EventStatus.PUBLISHED, EventStatus.CANCELLED],
        )
        .select_related("event", "facilitator", "club")
        .order_by("event__start_date", "event__start_time", "pk")
    )


def listed_meetings(club: Club, today: date, *, past: bool) -> QuerySet[ClubMeeting]:
    """For those who run the club, with how many said they come and how many came."""
    is_over = Q(event__start_date__lt=today)
    found = (
        ClubMeeting.objects.filter(is_over if past else ~is_over, club=club, event__isnull=False)
        .select_related("event", "facilitator", "club")
        .annotate(
            announced=Count("visits", filter=Q(visits__state=VisitState.ANNOUNCED), distinct=True),
            excused=Count("visits", filter=Q(visits__state=VisitState.EXCUSED), distinct=True),
        )
    )
    order = ("-event__start_date", "-pk") if past else ("event__start_date", "pk")
    return with_people(found).order_by(*order)


def with_people(meetings: QuerySet[ClubMeeting]) -> QuerySet[ClubMeeting]:
    """`people`: by the event's attendance, whoever wrote it."""
    total = (
        Event.objects.filter(pk=OuterRef("event"))
        .order_by()
        .annotate(total=Sum("attendances__people"))
        .values("total")
    )
    return meetings.annotate(people=Coalesce(Subquery(total), 0))


def meetings_to_record(person: User, today: date) -> list[ClubMeeting]:
    """Over, or of today, and without attendance: of clubs that this person runs or leads; the
    latest first. For 'My work'. One query."""
    return list(
        _unrecorded(today)
        .filter(
            Q(club__in=clubs_run_by(person).values("pk"))
            | Q(club__in=facilitators_of(person).values("club"))
        )
        .order_by("-event__start_date", "-pk")[:20]
    )


def meetings_of_club_to_record(club: Club, today: date) -> list[ClubMeeting]:
    return list(_unrecorded(today).filter(club=club).order_by("-event__start_date", "-pk")[:20])


def _unrecorded(today: date) -> QuerySet[ClubMeeting]:
    return ClubMeeting.objects.filter(
        event__status=EventStatus.PUBLISHED,
        event__start_date__range=(today - REMEMBERED, today),
        recorded_at=None,
    ).select_related("event", "club", "facilitator")


def clubs_without_meetings(person: User, today: date) -> list[Club]:
    """Open, run by this person, and nothing is planned: its times want a look."""
    coming = ClubMeeting.objects.filter(
        club=OuterRef("pk"), event__start_date__gte=today, event__status=EventStatus.PUBLISHED
    )
    found = clubs_run_by(person).filter(~Exists(coming), status=ClubStatus.OPEN)
    return list(found.select_related("organisation").order_by("title", "pk")[:20])
