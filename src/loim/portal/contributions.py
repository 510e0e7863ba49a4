"""What the work of one's own organisations adds to the programme's numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery, Sum

from loim.events.models import Attendance, Event, EventStatus
from loim.portal.own_work import (
    Work,
    events_work,
    networks_work,
    participations_work,
    posts_work,
)
from loim.programmes.logic.counting import CountingRule
from loim.programmes.models import IndicatorValue, Measure


@dataclass(frozen=True)
class OwnPart:
    """`amount` is one's own part of an indicator's number; `whole` is the number, once counted."""

    indicator: int
    name: str
    amount: int
    whole: Decimal | None


@dataclass(frozen=True)
class YearOfWork:
    """The year of the last event that these organisations held or attended, and what they held."""

    year: int
    events: int
    organisations: int
    people: int


def year_of_work(own: Iterable[int], today: date) -> YearOfWork:
    """2 queries."""
    held = Event.objects.filter(status=EventStatus.HELD, start_date__lte=today)
    attended = Attendance.objects.filter(organisation__in=list(own)).values("event")
    last: date | None = held.filter(Q(organiser__in=list(own)) | Q(pk__in=attended)).aggregate(
        last=Max("start_date")
    )["last"]
    year = (last or today).year
    found = held.filter(organiser__in=list(own), start_date__year=year).aggregate(
        events=Count("pk", distinct=True),
        organisations=Count("attendances__organisation", distinct=True),
        people=Sum("attendances__people", default=0),
    )
    return YearOfWork(year, **found)


def own_parts(own: Iterable[int], year: int, today: date) -> list[OwnPart]:
    """Indicators that count the events, networks or posts of these organisations. 7 queries.

    Of participation counts, their own municipality's at others' events are theirs too. How
    many different municipalities came to events is left out: that does not add up from parts.
    """
    own = list(own)
    day = min(today, date(year, 12, 31))
    work = [
        *events_work(own, year),
        *participations_work(own, year),
        *networks_work(own, day),
        *posts_work(own, day),
    ]
    measures = list(_newest_measures({each.programme for each in work}))
    wholes = dict(
        IndicatorValue.objects.filter(
            indicator__in=[measure.indicator_id for measure in measures],
            start_date__year=year,
            end_date=date(year, 12, 31),
        ).values_list("indicator", "value")
    )
    parts = [
        OwnPart(
            indicator=measure.indicator_id,
            name=measure.indicator.name,
            amount=_amount(measure, [each for each in work if _counts(measure, each)]),
            whole=wholes.get(measure.indicator_id),
        )
        for measure in measures
    ]
    return [part for part in parts if part.amount]


def _amount(measure: Measure, work: list[Work]) -> int:
    if measure.rule == CountingRule.MUNICIPALITIES:
        return len({each.municipality for each in work if each.municipality})
    return sum(each.amount for each in work)


def _counts(measure: Measure, work: Work) -> bool:
    roots = {activity.pk for activity in measure.activities.all()}
    return (
        measure.indicator.programme_id == work.programme
        and measure.source in work.sources
        and measure.rule in work.rules
        and (not roots or work.root is None or work.root in roots)
        and (not measure.kinds or work.kind in measure.kinds)
        and (not measure.scope or work.scope == measure.scope)
    )


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
