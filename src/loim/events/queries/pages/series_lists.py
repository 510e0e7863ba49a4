"""Series: whose they are, and the events of one by year."""

from django.apps import apps
from django.db.models import Count, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from loim.events.models import Event, EventStatus, Series
from loim.events.permissions import events_readable_by
from loim.people.permissions import Person
from loim.programmes.permissions import organisations_recorded_by
from loim.programmes.queries.record_history import Change, Stream, record_history


def series_to_choose(person: Person) -> list[Series]:
    """Those of the organisations whose work this person writes down."""
    return list(
        Series.objects.filter(organiser__in=organisations_recorded_by(person).values("pk"))
        .select_related("organiser")
        .order_by("title", "pk")
    )


def listed_series(person: Person) -> QuerySet[Series]:
    """With what is readable of each: how many events, the first and the last day. Series that
    this person keeps are there even without any. The newest come first."""
    readable = events_readable_by(person).filter(series=OuterRef("pk")).order_by().values("series")
    mine = organisations_recorded_by(person).values("pk")
    return (
        Series.objects.annotate(
            event_count=Coalesce(Subquery(readable.annotate(n=Count("pk")).values("n")), 0),
            first_day=Subquery(readable.annotate(day=Min("start_date")).values("day")),
            last_day=Subquery(readable.annotate(day=Max("end_date")).values("day")),
        )
        .filter(Q(event_count__gt=0) | Q(organiser__in=mine))
        .select_related("organiser")
        .order_by("-last_day", "title", "pk")
    )


def events_of_series(person: Person, series: Series) -> QuerySet[Event]:
    """What this person may read of it, the newest first."""
    return (
        events_readable_by(person)
        .filter(series=series)
        .select_related("organiser", "place_municipality")
        .order_by("-start_date", "-pk")
    )


def series_history(series_id: int) -> list[Change]:
    rows = apps.get_model("events", "SeriesHistory").objects.filter(pgh_obj_id=series_id)
    return record_history(Stream(Series, rows))


def events_to_copy(person: Person, series: Series) -> list[Event]:
    """Those of the organisations whose work this person writes down; what was cancelled is not
    to be held again. The oldest first."""
    return list(
        series.events.filter(organiser__in=organisations_recorded_by(person).values("pk"))
        .exclude(status=EventStatus.CANCELLED)
        .select_related("activity__programme", "organiser")
        .order_by("start_date", "pk")
    )
