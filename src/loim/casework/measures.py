"""What enquiries give the programme's numbers: how many an organisation had in a month.

The engine runs outside of the gate and sees no enquiry. What it sees is `EnquiryMonth`, which
tells of no person; a month with fewer than five is left out, so that no number and no difference
of two numbers is a small one (decision 23).
"""

from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast, Concat, ExtractMonth, ExtractYear
from django.utils.translation import gettext_lazy as _

from loim.casework.models import EnquiryMonth
from loim.casework.models.enquiry_month import ENQUIRIES
from loim.common.suppression import THRESHOLD
from loim.people.models.organisation import KINDS_OF_LOCAL_GOVERNMENT
from loim.programmes.logic.counting import CountingRule
from loim.programmes.measures.registry import Source
from loim.programmes.models import AgreementParty
from loim.programmes.models.agreement import POSTS


def enquiries(programme: int) -> QuerySet[Any]:
    """A row for each month on whose first day the organisation had an agreement in force; it
    counts on that day."""
    in_force = AgreementParty.objects.filter(
        Q(agreement__end_date=None) | Q(agreement__end_date__gte=OuterRef("month")),
        organisation=OuterRef("organisation"),
        agreement__programme=programme,
        agreement__start_date__lte=OuterRef("month"),
    )
    said = Concat(
        F("organisation__name"), Value(", "),
        Cast(ExtractMonth("month"), CharField()), Value("/"),
        Cast(ExtractYear("month"), CharField()),
        output_field=CharField(),
    )  # fmt: skip
    return EnquiryMonth.objects.filter(Exists(in_force), number__gte=THRESHOLD).annotate(
        record=F("pk"),
        page=F("pk"),
        municipality=Case(
            When(
                organisation__kind__in=KINDS_OF_LOCAL_GOVERNMENT,
                then=F("organisation__municipality_id"),
            ),
            output_field=CharField(),
        ),
        from_date=F("month"),
        to_date=F("month"),
        kind=Value(""),
        scope=Value(""),
        root=Value(None, output_field=BigIntegerField()),
        amount=F("number"),
        title=said,
    )


SOURCE = Source(
    key=ENQUIRIES,
    label=_("enquiries in counselling"),
    is_state=False,
    records=enquiries,
    sentences={
        CountingRule.SUM: _(
            "Adds up enquiries in counselling by months of organisations with an agreement in"
            " force. A month with fewer than five at an organisation is not counted."
        ),
        CountingRule.MUNICIPALITIES: _(
            "Counts each municipality once that had five enquiries in counselling or more in a"
            " month."
        ),
    },
    things=_("enquiries"),
    marks=frozenset({ENQUIRIES, POSTS}),
    has_activities=False,
    amount_label=_("Enquiries"),
)
