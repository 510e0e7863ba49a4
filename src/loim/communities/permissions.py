"""May this person? A community's page is kept by those with a role in its organisation.

What it has not shared is for its own people alone: a municipality, a county and a ministry see
what a `Sharing` in force lets them see, and no more.
"""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from loim.communities.models import Community, Sharing
from loim.people.models import Organisation, OrganisationKind, Role
from loim.people.permissions import (
    Person,
    has_role,
    may_administer_platform,
    organisations_with_role,
    roles_by_organisation,
)

KEEPING_ROLES = frozenset({Role.COORDINATOR, Role.ORGANISER, Role.ADMINISTRATOR})


def may_keep(person: Person, community: Community) -> bool:
    """Change its page, its map, its plan, what it shares; lead its self-assessments."""
    return has_role(person, community.organisation_id, *KEEPING_ROLES)


def belongs_to(person: Person, community: Community) -> bool:
    """Its own people see all that it has gathered."""
    return community.organisation_id in roles_by_organisation(person)


def sees_shared(person: Person, community: Community, what: str) -> bool:
    """Belongs to it, or comes from an organisation with which it shares `what` now."""
    if belongs_to(person, community):
        return True
    organisations = list(roles_by_organisation(person))
    shared = Sharing.objects.in_force().filter(community=community, what=what)
    return shared.filter(recipient__in=organisations).exists()


def communities_sharing(what: str, organisations: Collection[int]) -> QuerySet[Community]:
    """Those that share `what` now with one of these organisations."""
    shared = Sharing.objects.in_force().filter(what=what, recipient__in=organisations)
    return Community.objects.filter(pk__in=shared.values("community"))


def communities_seen_by(person: Person) -> QuerySet[Community]:
    """Whose page this person may open: public ones, their own, and those sharing with them."""
    if may_administer_platform(person):
        return Community.objects.all()
    organisations = list(roles_by_organisation(person))
    shared = Sharing.objects.in_force().filter(recipient__in=organisations)
    return Community.objects.filter(
        Q(is_public=True) | Q(organisation__in=organisations) | Q(pk__in=shared.values("community"))
    )


def may_open_community(person: Person) -> bool:
    """Begin a community's page: coordinators and organisers of a municipality, and platform
    administrators."""
    return may_administer_platform(person) or bool(municipalities_of(person))


def municipalities_of(person: Person) -> list[str]:
    """EHAK codes of the municipalities for whose government this person coordinates."""

    governments = Organisation.objects.filter(
        pk__in=organisations_with_role(person, {Role.COORDINATOR, Role.ORGANISER}),
        kind=OrganisationKind.MUNICIPALITY,
    )
    return list(governments.values_list("municipality_id", flat=True))
