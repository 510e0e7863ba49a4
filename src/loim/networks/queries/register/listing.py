"""The register as it is read: by everybody, and by those who keep it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from loim.networks.models import Association, AssociationState, PublishedPart
from loim.networks.queries.register.overdue import is_overdue
from loim.people.models import Organisation


@dataclass(frozen=True)
class AssociationFilter:
    """Empty means all. `state` and `is_overdue` are for keepers."""

    text: str = ""
    nationality: str = ""
    language: str = ""
    field: str = ""
    municipality: str = ""
    state: str = ""
    keeper: Organisation | None = None

    @property
    def is_filtering(self) -> bool:
        return any(vars(self).values())


def public_associations(wanted: AssociationFilter) -> QuerySet[Association]:
    """Active ones that agreed to be listed. What one has not agreed to publish does not find it."""
    rows = Association.objects.active().listed()
    published = {part: Q(published__contains=[part]) for part in PublishedPart.values}
    conditions = Q()
    if wanted.nationality:
        conditions &= Q(nationalities__contains=[wanted.nationality]) & published["nationalities"]
    if wanted.language:
        conditions &= Q(languages__contains=[wanted.language]) & published["languages"]
    if wanted.field:
        conditions &= Q(fields__contains=[wanted.field]) & published["activities"]
    if wanted.municipality:
        conditions &= Q(organisation__municipality=wanted.municipality)
    if wanted.text:
        conditions &= (
            Q(organisation__name__icontains=wanted.text)
            | Q(organisation__registry_code=wanted.text)
            | Q(about__icontains=wanted.text) & published["about"]
            | Q(activities_text__icontains=wanted.text) & published["activities"]
        )
    return _in_order(rows.filter(conditions))


def kept_associations(wanted: AssociationFilter, now: datetime) -> QuerySet[Association]:
    """Every one, for those who keep the register."""
    conditions = Q()
    if wanted.nationality:
        conditions &= Q(nationalities__contains=[wanted.nationality])
    if wanted.language:
        conditions &= Q(languages__contains=[wanted.language])
    if wanted.field:
        conditions &= Q(fields__contains=[wanted.field])
    if wanted.municipality:
        conditions &= Q(organisation__municipality=wanted.municipality)
    if wanted.keeper:
        conditions &= Q(keeper=wanted.keeper)
    if wanted.state == "overdue":
        conditions &= Q(state=AssociationState.ACTIVE) & is_overdue(now)
    elif wanted.state:
        conditions &= Q(state=wanted.state)
    if wanted.text:
        conditions &= (
            Q(organisation__name__icontains=wanted.text)
            | Q(organisation__registry_code=wanted.text)
            | Q(about__icontains=wanted.text)
            | Q(activities_text__icontains=wanted.text)
        )
    return _in_order(Association.objects.filter(conditions))


def _in_order(rows: QuerySet[Association]) -> QuerySet[Association]:
    return rows.select_related("organisation__municipality", "keeper").order_by(
        Lower("organisation__name"), "pk"
    )
