"""What applied journeys give the programme's numbers."""

from typing import Any

from django.db.models import Case, CharField, F, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from loim.people.models.organisation import KINDS_OF_LOCAL_GOVERNMENT
from loim.programmes.logic.counting import CountingRule
from loim.programmes.measures.registry import HistoryOf, Source
from loim.services.models import AppliedJourney
from loim.services.models.applied_journey import APPLIED_JOURNEYS


def applied_journeys(programme: int) -> QuerySet[Any]:
    """A row for each journey that a municipality applies, from the day it guides clients."""
    return AppliedJourney.objects.filter(activity__programme=programme).annotate(
        record=F("pk"),
        page=F("pk"),
        municipality=Case(
            When(
                organisation__kind__in=KINDS_OF_LOCAL_GOVERNMENT,
                then=F("organisation__municipality_id"),
            ),
            output_field=CharField(),
        ),
        from_date=F("start_date"),
        to_date=F("end_date"),
        kind=Value(""),
        scope=Value(""),
        root=F("activity__root"),
        amount=Value(1),
    )


SOURCE = Source(
    key=APPLIED_JOURNEYS,
    label=_("applied journeys"),
    is_state=True,
    records=applied_journeys,
    sentences={
        CountingRule.MUNICIPALITIES: _(
            "Counts each municipality once that applies a journey of %(activities)s on the last"
            " day of the period."
        ),
        CountingRule.RECORDS: _(
            "Counts journeys of %(activities)s that are applied on the last day of the period."
        ),
    },
    things=_("journeys"),
    marks=frozenset({APPLIED_JOURNEYS}),
    page="journey",
    histories=(HistoryOf(AppliedJourney),),
)
