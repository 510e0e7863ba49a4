"""What the library gives the programme's numbers: guides issued, and who was given them."""

from typing import Any

from django.db.models import (
    Case,
    CharField,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.content.models import TextState
from loim.library.models import (
    GUIDE_DISTRIBUTIONS,
    GUIDES,
    GivenAs,
    GuideDistribution,
    PlannedGuide,
)
from loim.programmes.logic.counting import CountingRule
from loim.programmes.measures.registry import Choice, HistoryOf, Source


def _title(text: str) -> Subquery:
    states = TextState.objects.filter(text=OuterRef(text), is_source=True)
    return Subquery(states.values("title")[:1], output_field=CharField())


def guides(programme: int) -> QuerySet[Any]:
    """A row for each guide, on the day that it was ready for its readers."""
    return PlannedGuide.objects.filter(
        activity__programme=programme, issued_date__isnull=False
    ).annotate(
        record=F("pk"),
        page=F("item_id"),
        municipality=Case(When(pk=None, then=Value("")), output_field=CharField()),
        from_date=F("issued_date"),
        to_date=F("issued_date"),
        kind=Value(""),
        scope=Value(""),
        root=F("activity__root"),
        amount=Value(1, output_field=IntegerField()),
        title=_title("item__text"),
    )


def distributions(programme: int) -> QuerySet[Any]:
    """A row for each time that a municipality was given a guide."""
    return GuideDistribution.objects.filter(activity__programme=programme).annotate(
        record=F("pk"),
        page=F("guide__item_id"),
        from_date=F("given_date"),
        to_date=F("given_date"),
        kind=F("given_as"),
        scope=Value(""),
        root=F("activity__root"),
        amount=F("copies"),
        title=_title("guide__item__text"),
    )


GUIDE_SOURCE = Source(
    key=GUIDES,
    label=_("guides issued"),
    is_state=False,
    records=guides,
    sentences={
        CountingRule.RECORDS: _("Counts guides of %(activities)s by the day they were issued."),
    },
    things=_("guides"),
    marks=frozenset({GUIDES}),
    page="library-item",
    histories=(HistoryOf(PlannedGuide),),
)
DISTRIBUTION_SOURCE = Source(
    key=GUIDE_DISTRIBUTIONS,
    label=_("guides given to municipalities"),
    is_state=False,
    records=distributions,
    sentences={
        CountingRule.RECORDS: _(
            "Counts each time that a municipality was given a guide of %(activities)s: %(things)s."
        ),
        CountingRule.MUNICIPALITIES: _(
            "Counts each municipality once that was given a guide of %(activities)s: %(things)s."
        ),
        CountingRule.SUM: _("Adds up the printed copies that were given under %(activities)s."),
    },
    things=_("guides given"),
    kinds=(
        Choice(
            GivenAs.PAPER, pgettext_lazy("a guide given", "on paper"), _("guides given on paper")
        ),
        Choice(
            GivenAs.DIGITAL,
            pgettext_lazy("a guide given", "digitally"),
            _("guides given digitally"),
        ),
    ),
    marks=frozenset({GUIDE_DISTRIBUTIONS}),
    page="library-item",
    amount_label=_("copies"),
    histories=(HistoryOf(GuideDistribution),),
)
