"""What proposals give the programme's numbers."""

from typing import Any

from django.db.models import (
    Case,
    CharField,
    DateField,
    F,
    Func,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.utils.translation import gettext_lazy as _

from loim.ideas.models import PROPOSALS, Proposal, ProposalStatus, ProposalStep, StepKind
from loim.people.models.organisation import KINDS_OF_LOCAL_GOVERNMENT
from loim.programmes.logic.counting import CountingRule
from loim.programmes.measures.registry import Choice, HistoryOf, Source

S = ProposalStatus
KINDS = tuple(
    Choice(status.value, status.label, plural)
    for status, plural in {
        S.SENT: _("proposals that wait for an answer"),
        S.ACCEPTED: _("proposals that were accepted"),
        S.PARTLY: _("proposals that were accepted in part"),
        S.REJECTED: _("proposals that were not accepted"),
        S.UNDER_WAY: _("proposals that are being carried out"),
        S.DONE: _("proposals that were carried out"),
        S.DROPPED: _("proposals that were given up"),
    }.items()
)


def proposals_made(programme: int) -> QuerySet[Any]:
    """A row for each proposal, on the day on which it was sent. A later withdrawal changes
    nothing: it was made."""
    found = Proposal.objects.filter(activity__programme=programme)
    return found.annotate(
        record=F("pk"),
        page=F("pk"),
        municipality=_owners_municipality(),
        from_date=F("sent_date"),
        to_date=F("sent_date"),
        kind=Value(""),
        scope=Value(""),
        root=F("activity__root"),
        amount=Value(1),
    )


def proposals_standing(programme: int) -> QuerySet[Any]:
    """A row for each status of a proposal, from the day of its step until the day before the
    next: what is told later moves no number of days gone by."""
    later = ProposalStep.objects.filter(
        proposal=OuterRef("pk"), kind=StepKind.STATUS, pk__gt=OuterRef("steps__pk")
    ).order_by("pk")
    found = Proposal.objects.filter(
        activity__programme=programme,
        steps__kind=StepKind.STATUS,
        steps__after__in=[kind.value for kind in KINDS],
    )
    return found.annotate(
        record=F("pk"),
        page=F("pk"),
        municipality=_owners_municipality(),
        from_date=F("steps__date"),
        to_date=Func(
            Subquery(later.values("date")[:1]),
            template="(%(expressions)s - 1)",
            output_field=DateField(),
        ),
        kind=F("steps__after"),
        scope=Value(""),
        root=F("activity__root"),
        amount=Value(1),
    )


def _owners_municipality() -> Case:
    """Who does what was proposed."""
    return Case(
        When(owner__kind__in=KINDS_OF_LOCAL_GOVERNMENT, then=F("owner__municipality_id")),
        output_field=CharField(),
    )


SOURCES = (
    Source(
        key=PROPOSALS,
        label=_("proposals"),
        is_state=False,
        records=proposals_made,
        sentences={
            CountingRule.RECORDS: _("Counts %(things)s of %(activities)s that were made."),
            CountingRule.MUNICIPALITIES: _(
                "Counts each municipality once to which %(things)s of %(activities)s were made."
            ),
        },
        things=_("proposals"),
        marks=frozenset({PROPOSALS}),
        page="proposal",
        histories=(HistoryOf(Proposal),),
    ),
    Source(
        key="proposals_standing",
        label=_("proposals by what became of them"),
        is_state=True,
        records=proposals_standing,
        sentences={
            CountingRule.RECORDS: _(
                "Counts %(things)s of %(activities)s, as they stand on the last day of the period."
            ),
            CountingRule.MUNICIPALITIES: _(
                "Counts each municipality once that owns, on the last day of the period,"
                " %(things)s of %(activities)s."
            ),
        },
        things=_("proposals"),
        kinds=KINDS,
        marks=frozenset({PROPOSALS}),
        page="proposal",
        histories=(HistoryOf(Proposal),),
    ),
)
