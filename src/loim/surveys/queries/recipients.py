"""Municipalities that can be asked, and whom to write to there."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.utils.timezone import localdate

from loim.people.models import Membership, Organisation, OrganisationKind
from loim.people.permissions import RECORDING_ROLES


@dataclass(frozen=True)
class Place:
    """A local government of today."""

    organisation: int
    municipality: str
    name: str
    organisation_name: str
    county: str
    kind: str
    contact_name: str = ""
    contact_email: str = ""
    contact_language: str = "et"


def governments(on: date | None = None) -> list[Place]:
    """Of that day, today unless said; by name. Whoever writes down their work is whom to write
    to. Two queries."""
    today = on or localdate()
    contacts = (
        Membership.objects.in_force_on(today)
        .filter(role__in=RECORDING_ROLES, user__is_active=True)
        .select_related("user")
        .order_by("pk")
    )
    rows = (
        Organisation.objects.filter(kind=OrganisationKind.MUNICIPALITY, municipality__isnull=False)
        .select_related("municipality")
        .prefetch_related(Prefetch("memberships", contacts, "contacts"))
        .order_by("municipality__name", "pk")
    )
    found = []
    for row in rows:
        place = row.municipality
        if place is None or (place.valid_to and place.valid_to < today):
            continue
        if not row.is_active and place.valid_to is None:
            continue
        person = next((each.user for each in row.contacts), None)
        found.append(
            Place(
                organisation=row.pk,
                municipality=place.pk,
                name=place.name,
                organisation_name=row.name,
                county=place.county_id,
                kind=place.kind,
                contact_name="" if person is None else person.name,
                contact_email="" if person is None else person.email,
                contact_language="et" if person is None else person.language,
            )
        )
    return found


def places_by_name(places: list[Place]) -> dict[str, Place]:
    """In small letters; by the municipality's name and by the government's."""
    return {
        name.casefold(): place for place in places for name in (place.organisation_name, place.name)
    }
