"""What surveys give the programme's numbers: what was carried out, and who answered."""

from typing import Any

from django.db.models import Case, F, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from loim.programmes.logic.counting import CountingRule
from loim.programmes.measures.registry import HistoryOf, Source
from loim.surveys.models import SURVEYS, Survey


def surveys(programme: int) -> QuerySet[Any]:
    """A row for each answer of a closed survey, one at least for each survey; whose municipality
    an anonymous answer was is not told."""
    found: QuerySet[Any] = Survey.objects.filter(
        activity__programme=programme, closed_on__isnull=False
    )
    rows: QuerySet[Any] = found.annotate(
        record=F("pk"),
        page=F("pk"),
        municipality=Case(
            When(
                is_anonymous=False,
                sheets__invitation__isnull=False,
                then=F("sheets__invitation__municipality_id"),
            ),
            default=None,
        ),
        from_date=F("closed_on"),
        to_date=F("closed_on"),
        kind=Value(""),
        scope=Value(""),
        root=F("activity__root"),
        amount=Value(1),
    )
    return rows


SOURCES = (
    Source(
        key=SURVEYS,
        label=_("needs surveys"),
        is_state=False,
        records=surveys,
        sentences={
            CountingRule.RECORDS: _("Counts %(things)s of %(activities)s that were carried out."),
            CountingRule.MUNICIPALITIES: _(
                "Counts each municipality once that answered %(things)s of %(activities)s."
            ),
        },
        things=_("needs surveys"),
        marks=frozenset({SURVEYS}),
        page="survey",
        is_page_public=False,
        histories=(HistoryOf(Survey),),
    ),
)
