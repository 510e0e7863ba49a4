"""What one event adds to the programme's numbers."""

from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Q, Subquery, Sum

from loim.events.models import Attendance, Event, EventStatus
from loim.people.models import Municipality
from loim.people.models.organisation import KINDS_OF_LOCAL_GOVERNMENT
from loim.programmes.logic.counting import CountingRule
from loim.programmes.models import Measure

_NEWEST = Measure.objects.filter(indicator=OuterRef("indicator")).order_by("-version")


@dataclass(frozen=True)
class Contribution:
    """`is_shared_over_events`: a municipality that came before too is not new in this number."""

    indicator: int
    name: str
    amount: int
    rule: str

    @property
    def is_shared_over_events(self) -> bool:
        return self.rule == CountingRule.MUNICIPALITIES


def municipalities_of(event: Event) -> list[Municipality]:
    """Each municipality that took part, once, by its own people or its institutions'.

    One that has become part of another by the event's day is that other one.
    """
    came = Attendance.objects.filter(
        event=event,
        organisation__kind__in=KINDS_OF_LOCAL_GOVERNMENT,
        organisation__municipality__spans__first_day__lte=event.start_date,
        organisation__municipality__spans__last_day__gte=event.start_date,
    ).values(place=F("organisation__municipality__spans__current"))
    return list(Municipality.objects.filter(pk__in=came).order_by("name", "pk"))


def contributions(event: Event, municipalities: int) -> list[Contribution]:
    """The indicators that count this event now; none while it is only planned."""
    if event.activity is None or event.status != EventStatus.HELD:
        return []
    measures = (
        Measure.objects.filter(
            Q(activities=None) | Q(activities=event.activity.root_id),
            Q(kinds=[]) | Q(kinds__contains=[event.kind]),
            Q(scope="") | Q(scope=event.scope),
            indicator__programme=event.activity.programme_id,
            source__in=["attendance", "events"],
        )
        .alias(newest=Subquery(_NEWEST.values("version")[:1]))
        .filter(version=F("newest"))
        .select_related("indicator")
        .order_by("indicator_id")
        .distinct()
    )
    records, people = event.attendances.aggregate(
        records=Count("pk"), people=Sum("people", default=0)
    ).values()
    found = []
    for measure in measures:
        by_rule = {
            CountingRule.PARTICIPATIONS: municipalities,
            CountingRule.MUNICIPALITIES: municipalities,
            CountingRule.RECORDS: records if measure.source == "attendance" else 1,
            CountingRule.SUM: people if measure.source == "attendance" else None,
        }
        amount = by_rule.get(CountingRule(measure.rule))
        if amount is not None:
            found.append(
                Contribution(measure.indicator_id, measure.indicator.name, amount, measure.rule)
            )
    return found
