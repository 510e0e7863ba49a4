"""What a municipality sees of its communities: only what each shares with it now."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from loim.assessments.queries.results import SubjectResult
from loim.communities.models import Area, Community, CommunityState, Shared, Sharing, Support
from loim.communities.queries.overview.levels import phases_of, readiness_of
from loim.people.models import Organisation


@dataclass
class Row:
    """`shares`: what it shares with this municipality now. Levels are None where they are not
    shared, or where nobody has assessed them."""

    community: Community
    shares: frozenset[str]
    phase: SubjectResult | None
    readiness: SubjectResult | None
    support: int = 0
    last_support: date | None = None

    @property
    def shares_plan(self) -> bool:
        return Shared.CRISIS_PLAN in self.shares

    @property
    def shares_assets(self) -> bool:
        return Shared.ASSETS in self.shares

    @property
    def shares_phase(self) -> bool:
        return Shared.PHASE in self.shares

    @property
    def shares_readiness(self) -> bool:
        return Shared.READINESS in self.shares


@dataclass
class Overview:
    """`silent`: how many public communities here share nothing with the municipality. Of others
    that share nothing it is not even told that there are any."""

    rows: list[Row] = field(default_factory=list)
    silent: int = 0


SORTS = ("name", "phase", "readiness", "support")


def sharing_with(government: Organisation) -> QuerySet[Sharing]:
    return Sharing.objects.in_force().filter(recipient=government)


def communities_known_to(government: Organisation) -> QuerySet[Community]:
    """Which this municipality may name: public ones here, and those that share something with it."""
    shared = sharing_with(government).filter(community=OuterRef("pk"))
    return Community.objects.filter(
        Q(is_public=True, organisation__municipality=government.municipality_id) | Exists(shared)
    ).exclude(state=CommunityState.ENDED)


def overview_of(government: Organisation, sort: str = "name") -> Overview:
    """Eleven queries, however many there are."""
    shared: dict[int, set[str]] = {}
    for community, what in sharing_with(government).values_list("community", "what"):
        shared.setdefault(community, set()).add(what)
    known = communities_known_to(government)
    communities = list(
        known.filter(pk__in=shared).select_related("organisation").order_by("organisation__name")
    )
    phases = phases_of(_subjects(communities, shared, Shared.PHASE))
    readiness = readiness_of(_subjects(communities, shared, Shared.READINESS))
    given = Support.objects.filter(giver=government, community__in=communities)
    support = {
        row["community"]: row["number"]
        for row in given.values("community").annotate(number=Count("pk")).order_by()
    }
    last = dict(
        given.order_by("community", "-date").distinct("community").values_list("community", "date")
    )
    rows = [
        Row(
            community=one,
            shares=frozenset(shared[one.pk]),
            phase=phases.get(one.subject_id),
            readiness=readiness.get(one.subject_id),
            support=support.get(one.pk, 0),
            last_support=last.get(one.pk),
        )
        for one in communities
    ]
    silent = known.exclude(pk__in=shared).count()
    return Overview(_sorted(rows, sort), silent)


def _subjects(
    communities: Collection[Community], shared: dict[int, set[str]], what: str
) -> list[int]:
    return [one.subject_id for one in communities if what in shared[one.pk]]


def _sorted(rows: list[Row], sort: str) -> list[Row]:
    """Those who need most first; what is not known comes last."""
    if sort == "phase":
        return sorted(rows, key=lambda row: _place(row.phase))
    if sort == "readiness":
        return sorted(rows, key=lambda row: _place(row.readiness))
    if sort == "support":
        return sorted(rows, key=lambda row: row.last_support or date.min)
    return rows


def _place(result: SubjectResult | None) -> int:
    return result.level_place if result is not None and result.level_place else 99


def areas_without(government: Organisation, sort: str = "people") -> QuerySet[Area]:
    """Areas that no community known to the municipality covers. One that neither is public nor
    shares anything leaves no trace here, either."""
    covering = communities_known_to(government).filter(areas=OuterRef("pk"))
    areas = Area.objects.filter(municipality=government.municipality_id).exclude(Exists(covering))
    order = ["name"] if sort == "name" else [F("people").desc(nulls_last=True), "name"]
    return areas.annotate(given=Count("support", filter=Q(support__giver=government))).order_by(
        *order, "pk"
    )
