"""What the work of one's own organisations adds to the programme's numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery

from loim.events.models import Attendance, Event, EventStatus
from loim.networks.models import Network
from loim.people.models.organisation import KINDS_OF_LOCAL_GOVERNMENT
from loim.programmes.logic.counting import CountingRule
from loim.programmes.models import IndicatorValue, Measure


@dataclass(frozen=True)
class Work:
    """So many of a source, done under one coded activity of a programme."""

    source: str
    rule: CountingRule
    programme: int
    root: int
    kind: str
    scope: str
    amount: int


@dataclass(frozen=True)
class OwnPart:
    """`amount` is one's own part of an indicator's number; `whole` is the number, once counted."""

    indicator: int
    name: str
    amount: int
    whole: Decimal | None


def year_of_work(organisations: Iterable[int], today: date) -> int:
    """The year of their last event that was held; this year where there is none."""
    held = Event.objects.filter(
        organiser__in=list(organisations), status=EventStatus.HELD, start_date__lte=today
    )
    last: date | None = held.aggregate(last=Max("start_date"))["last"]
    return last.year if last else today.year


def own_parts(organisations: Iterable[int], year: int, today: date) -> list[OwnPart]:
    """Indicators that count events or networks of these organisations. 6 queries.

    Numbers of distinct municipalities are left out: they do not add up from parts.
    """
    work = [
        *_events(organisations, year),
        *_networks(organisations, min(today, date(year, 12, 31))),
    ]
    measures = list(_newest_measures({each.programme for each in work}))
    wholes = dict(
        IndicatorValue.objects.filter(
            indicator__in=[measure.indicator_id for measure in measures],
            start_date__lte=date(year, 12, 31),
            end_date=date(year, 12, 31),
            start_date__year=year,
        ).values_list("indicator", "value")
    )
    parts = [
        OwnPart(
            indicator=measure.indicator_id,
            name=measure.indicator.name,
            amount=sum(each.amount for each in work if _counts(measure, each)),
            whole=wholes.get(measure.indicator_id),
        )
        for measure in measures
    ]
    return [part for part in parts if part.amount]


def _newest_measures(programmes: set[int]) -> QuerySet[Measure]:
    newest = Measure.objects.filter(indicator=OuterRef("indicator")).order_by("-version")
    return (
        Measure.objects.filter(
            indicator__programme__in=programmes,
            version=Subquery(newest.values("version")[:1]),
        )
        .select_related("indicator")
        .prefetch_related("activities")
        .order_by("indicator_id")
    )


def _counts(measure: Measure, work: Work) -> bool:
    roots = {activity.pk for activity in measure.activities.all()}
    return (
        measure.indicator.programme_id == work.programme
        and measure.source == work.source
        and measure.rule == work.rule
        and (not roots or work.root in roots)
        and (not measure.kinds or work.kind in measure.kinds)
        and (not measure.scope or work.scope == measure.scope)
    )


def _events(organisations: Iterable[int], year: int) -> list[Work]:
    held = Q(
        organiser__in=list(organisations),
        status=EventStatus.HELD,
        start_date__year=year,
        activity__isnull=False,
    )
    columns = ("activity__programme", "activity__root", "kind", "scope")
    events = Event.objects.filter(held).values_list(*columns).annotate(n=Count("pk"))
    spans = "organisation__municipality__spans"
    came = Attendance.objects.filter(
        event__in=Event.objects.filter(held),
        organisation__kind__in=KINDS_OF_LOCAL_GOVERNMENT,
        **{
            f"{spans}__first_day__lte": F("event__start_date"),
            f"{spans}__last_day__gte": F("event__start_date"),
        },
    )
    participations = came.values_list(
        "event", *(f"event__{column}" for column in columns)
    ).annotate(n=Count(f"{spans}__current", distinct=True))
    return [
        *(Work("events", CountingRule.RECORDS, *row) for row in events.order_by()),
        *(
            Work("attendance", CountingRule.PARTICIPATIONS, *row[1:])
            for row in participations.order_by()
        ),
    ]


def _networks(organisations: Iterable[int], day: date) -> list[Work]:
    working = Network.objects.filter(
        Q(end_date=None) | Q(end_date__gte=day),
        organisation__in=list(organisations),
        start_date__lte=day,
    )
    rows = working.values_list("activity__programme", "activity__root", "kind").annotate(
        n=Count("pk")
    )
    return [
        Work("networks", CountingRule.RECORDS, programme, root, kind, "", n)
        for programme, root, kind, n in rows.order_by()
    ]
