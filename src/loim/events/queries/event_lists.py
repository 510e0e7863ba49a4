"""Lists of events: filtered, sorted, with what a row shows, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet, Sum

from loim.events.models import TO_BE_HELD, Event, Series
from loim.people.models import County, Organisation
from loim.programmes.models import Activity

SORTS = {
    "-date": ("-start_date", "-pk"),
    "date": ("start_date", "pk"),
    "title": ("title", "pk"),
    "organiser": ("organiser__name", "-start_date", "-pk"),
    "-attendance": ("-organisation_count", "-start_date", "-pk"),
}


@dataclass(frozen=True)
class EventFilter:
    """Empty means all. `activity` is a coded activity or one below it; `county` is where
    the organiser or a guest is from."""

    text: str = ""
    kind: str = ""
    status: str = ""
    since: date | None = None
    until: date | None = None
    county: County | None = None
    organiser: Organisation | None = None
    activity: Activity | None = None
    series: Series | None = None
    needs_attendance: bool = False
    sort: str = "-date"


def listed_events(seen: QuerySet[Event], wanted: EventFilter, today: date) -> QuerySet[Event]:
    """The events with organiser, activity, and `organisation_count` and `people_count`."""
    found = seen.filter(_conditions(wanted, today))
    return (
        found.select_related("organiser", "activity", "series")
        .annotate(
            organisation_count=Count("attendances"),
            people_count=Sum("attendances__people", default=0),
        )
        .order_by(*SORTS.get(wanted.sort, SORTS["-date"]))
    )


def _conditions(wanted: EventFilter, today: date) -> Q:
    conditions = Q()
    if wanted.text:
        conditions &= (
            Q(title__icontains=wanted.text)
            | Q(place__icontains=wanted.text)
            | Q(organiser__name__icontains=wanted.text)
        )
    for field in ("kind", "status", "organiser", "series"):
        if value := getattr(wanted, field):
            conditions &= Q(**{field: value})
    if wanted.since:
        conditions &= Q(end_date__gte=wanted.since)
    if wanted.until:
        conditions &= Q(start_date__lte=wanted.until)
    if wanted.activity:
        conditions &= Q(activity=wanted.activity) | Q(activity__root=wanted.activity)
    if wanted.county:
        of_county = Organisation.objects.filter(municipality__county=wanted.county).values("pk")
        attended = Event.objects.filter(attendances__organisation__in=of_county).values("pk")
        conditions &= Q(organiser__in=of_county) | Q(pk__in=attended)
    if wanted.needs_attendance:
        conditions &= Q(status__in=TO_BE_HELD, end_date__lt=today)
    return conditions


def organisers_of(seen: QuerySet[Event]) -> QuerySet[Organisation]:
    return Organisation.objects.filter(
        pk__in=seen.order_by().values(organisation=F("organiser"))
    ).order_by("name", "pk")


def activities_of(seen: QuerySet[Event]) -> QuerySet[Activity]:
    """The coded activities that the events are for."""
    return Activity.objects.filter(pk__in=seen.order_by().values("activity__root")).order_by(
        "code", "pk"
    )


def series_of(seen: QuerySet[Event]) -> QuerySet[Series]:
    return Series.objects.filter(pk__in=seen.order_by().values("series")).order_by("title", "pk")
