"""What networks and participatory bodies give the programme's numbers."""

from typing import Any

from django.db.models import Case, CharField, F, QuerySet, Value, When
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _

from loim.networks.models import Network, NetworkKind
from loim.networks.models.network import NETWORKS
from loim.people.models.organisation import KINDS_OF_LOCAL_GOVERNMENT
from loim.programmes.logic.counting import CountingRule
from loim.programmes.measures.registry import Choice, HistoryOf, Source
from loim.programmes.models.agreement import POSTS

KINDS = tuple(
    Choice(kind.value, kind.label, plural)
    for kind, plural in {
        NetworkKind.SPECIALISTS: _("networks of specialists"),
        NetworkKind.AGENCIES: _("networks of agencies"),
        NetworkKind.MINORITY_ORGANISATIONS: _("networks of minority organisations"),
        NetworkKind.PARTICIPATORY_BODY: _("participatory bodies"),
        NetworkKind.INTEGRATION_CHAMBER: _("integration chambers"),
        NetworkKind.INTERNATIONAL: _("memberships of international networks"),
    }.items()
)


def networks(programme: int) -> QuerySet[Any]:
    """A row for each network, from the day on which it began to work."""
    found: QuerySet[Any] = Network.objects.filter(activity__programme=programme)
    return _described(found.annotate(from_date=F("start_date"), to_date=F("end_date")))


def partner_networks(programme: int) -> QuerySet[Any]:
    """A row for each network and agreement of whoever leads it, for the days they share.

    An institution of a municipality leads for it: the agreement may be the government's.
    """
    agreement = "organisation__municipality__organisations__agreement_parties__agreement__"
    found: QuerySet[Any] = Network.objects.filter(
        activity__programme=programme,
        organisation__kind__in=KINDS_OF_LOCAL_GOVERNMENT,
        organisation__municipality__organisations__kind__in=KINDS_OF_LOCAL_GOVERNMENT,
        **{f"{agreement}programme": programme},
    )
    return _described(
        found.annotate(
            from_date=Greatest("start_date", f"{agreement}start_date"),
            to_date=Least("end_date", f"{agreement}end_date"),
        )
    )


def _described(found: QuerySet[Any]) -> QuerySet[Any]:
    described: QuerySet[Any] = found.annotate(
        record=F("pk"),
        page=F("pk"),
        municipality=Case(
            When(
                organisation__kind__in=KINDS_OF_LOCAL_GOVERNMENT,
                then=F("organisation__municipality_id"),
            ),
            output_field=CharField(),
        ),
        scope=Value(""),
        root=F("activity__root"),
        amount=Value(1),
        title=F("name"),
    )
    return described


SOURCES = (
    Source(
        key=NETWORKS,
        label=_("networks and participatory bodies"),
        is_state=True,
        records=networks,
        sentences={
            CountingRule.RECORDS: _(
                "Counts %(things)s of %(activities)s that work on the last day of the period."
            ),
            CountingRule.MUNICIPALITIES: _(
                "Counts each municipality once where, on the last day of the period, there work"
                " %(things)s of %(activities)s."
            ),
        },
        things=_("networks"),
        kinds=KINDS,
        marks=frozenset({NETWORKS}),
        page="network",
        histories=(HistoryOf(Network),),
    ),
    Source(
        key="partner_networks",
        label=_("networks of municipalities with a partnership agreement"),
        is_state=True,
        records=partner_networks,
        sentences={
            CountingRule.MUNICIPALITIES: _(
                "Counts each municipality with a partnership agreement in force once where, on"
                " the last day of the period, there work %(things)s of %(activities)s."
            ),
            CountingRule.RECORDS: _(
                "Counts %(things)s of %(activities)s that work, on the last day of the period,"
                " in municipalities with a partnership agreement in force."
            ),
        },
        things=_("networks"),
        kinds=KINDS,
        marks=frozenset({NETWORKS, POSTS}),
        page="network",
        histories=(HistoryOf(Network),),
    ),
)
