"""Every organisation that may have come, by the names people use, and by county."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Q

from loim.events.logic.attendance_lines import Directory, Known
from loim.people.models import Municipality, Organisation, OrganisationKind


@dataclass(frozen=True)
class GridMunicipality:
    organisation: int
    name: str
    ended: date | None  # its last day, where it has become part of another


@dataclass
class GridCounty:
    ehak: str
    name: str
    municipalities: list[GridMunicipality] = field(default_factory=list)


class OrganisationBook:
    """Active organisations and `also` those named by key. Read once, with one query."""

    def __init__(self, also: list[int] | None = None) -> None:
        self.organisations = list(
            Organisation.objects.filter(Q(is_active=True) | Q(pk__in=also or []))
            .select_related("municipality__county")
            .order_by("name", "pk")
        )
        self.names = {known.pk: known.name for known in self.organisations}
        self.by_key = {known.pk: known for known in self.organisations}

    @property
    def offered(self) -> list[str]:
        """Names to choose from; others are found by whoever knows them."""
        return [known.name for known in self.organisations if known.is_listed]

    @cached_property
    def directory(self) -> Directory:
        return Directory([Known(known.pk, _names(known)) for known in self.organisations])

    @cached_property
    def counties(self) -> list[GridCounty]:
        counties: dict[str, GridCounty] = {}
        for government in self.organisations:
            place = government.municipality
            if government.kind != OrganisationKind.MUNICIPALITY or place is None:
                continue
            county = counties.setdefault(
                place.county_id, GridCounty(place.county_id, place.county.name)
            )
            county.municipalities.append(
                GridMunicipality(government.pk, place.name, place.valid_to)
            )
        for county in counties.values():
            county.municipalities.sort(key=lambda row: (row.name, row.organisation))
        return sorted(counties.values(), key=lambda county: county.name)

    @cached_property
    def places(self) -> list[Municipality]:
        """Every municipality that has a government here, by name."""
        return sorted(
            {
                known.municipality
                for known in self.organisations
                if known.kind == OrganisationKind.MUNICIPALITY and known.municipality is not None
            },
            key=lambda place: (place.name, place.pk),
        )

    def county_of(self, organisation: int | None) -> str:
        """Its county's EHAK code; '' for one that has no place."""
        found = next((known for known in self.organisations if known.pk == organisation), None)
        return found.municipality.county_id if found and found.municipality else ""

    @cached_property
    def municipal(self) -> frozenset[int]:
        """Those that have a place in the grid."""
        return frozenset(
            row.organisation for county in self.counties for row in county.municipalities
        )


def _names(organisation: Organisation) -> tuple[str, ...]:
    names = [organisation.name, organisation.short_name]
    place = organisation.municipality
    if organisation.kind == OrganisationKind.MUNICIPALITY and place is not None:
        word = "linn" if place.kind == "urban" else "vald"
        names += [place.name, f"{place.name.removesuffix(f' {word}')} {word}"]
    return tuple(name for name in names if name)
