"""Communities as they are listed, filtered and drawn: whoever looks sees those that they may open."""

from dataclasses import dataclass, fields

from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Lower

from loim.communities.models import Area, Community, CommunityState
from loim.communities.permissions import communities_seen_by
from loim.people.models import County, Municipality
from loim.people.permissions import Person


@dataclass(frozen=True)
class CommunityFilter:
    """Each '' for any; `county` and `municipality` are EHAK codes."""

    text: str = ""
    county: str = ""
    municipality: str = ""
    kind: str = ""

    @property
    def is_filtering(self) -> bool:
        return any(getattr(self, each.name) for each in fields(self))


_BY_STATE = Case(
    When(state=CommunityState.ACTIVE, then=Value(0)),
    When(state=CommunityState.RESTING, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


def communities_in(wanted: CommunityFilter, person: Person) -> QuerySet[Community]:
    rows = communities_seen_by(person)
    if wanted.county:
        rows = rows.filter(organisation__municipality__county=wanted.county)
    if wanted.municipality:
        rows = rows.filter(organisation__municipality=wanted.municipality)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.text:
        rows = rows.annotate(in_other_languages=Cast("translations", TextField()))
    for word in wanted.text.split()[:8]:
        rows = rows.filter(
            Q(organisation__name__icontains=word)
            | Q(description__icontains=word)
            | Q(area_text__icontains=word)
            | Q(in_other_languages__icontains=word)
            | Exists(Area.objects.filter(communities=OuterRef("pk"), name__icontains=word))
        )
    return rows


def for_cards(rows: QuerySet[Community]) -> QuerySet[Community]:
    """One query however many they are; active ones first, then by name."""
    return (
        rows.select_related("organisation__municipality__county")
        .annotate(by_state=_BY_STATE)
        .order_by("by_state", Lower("organisation__name"), "pk")
    )


@dataclass(frozen=True)
class CountyRow:
    code: str
    name: str
    number: int
    active: int


def counts_by_county(rows: QuerySet[Community]) -> list[CountyRow]:
    """All counties, those without any among them, by name; two queries however many communities
    there are."""
    numbers = (
        rows.order_by()
        .values_list("organisation__municipality__county")
        .annotate(
            number=Count("pk"),
            active=Count("pk", filter=Q(state=CommunityState.ACTIVE)),
        )
    )
    found = {code: (number, active) for code, number, active in numbers}
    return [
        CountyRow(row.ehak, row.name, *found.get(row.ehak, (0, 0)))
        for row in County.objects.order_by("name")
    ]


def counts_by_municipality(rows: QuerySet[Community], county: str) -> list[tuple[str, str, int]]:
    """(code, name, how many) of those with any in this county."""
    numbers = (
        rows.order_by()
        .filter(organisation__municipality__county=county)
        .values_list("organisation__municipality", "organisation__municipality__name")
        .annotate(number=Count("pk"))
    )
    return sorted(numbers, key=lambda row: row[1])


def municipalities_with_communities(person: Person) -> QuerySet[Municipality]:
    seen = communities_seen_by(person).order_by()
    keys = seen.values("organisation__municipality")
    return Municipality.objects.filter(pk__in=keys).order_by("name", "pk")
