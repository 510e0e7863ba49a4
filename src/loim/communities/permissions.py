"""May this person? A community's page is kept by those with a role in its organisation.

What it has not shared is for its own people alone: a municipality, a county and a ministry see
what a `Sharing` in force lets them see, and no more.
"""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from loim.communities.models import Community, Shared, Sharing
from loim.people.models import Membership, Organisation, OrganisationKind, Role
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


# Who of an organisation with which a crisis plan is shared may open it.
PLAN_READING_ROLES = KEEPING_ROLES | {
    Role.PROGRAMME_MANAGER, Role.MINISTRY_VIEWER, Role.MINISTRY_APPROVER,
}  # fmt: skip


def reads_plan_by(person: Person, community: Community) -> Sharing | None:
    """The sharing by which somebody from elsewhere may open the crisis plan now."""
    organisations = organisations_with_role(person, PLAN_READING_ROLES)
    shared = Sharing.objects.in_force().filter(
        community=community, what="crisis_plan", recipient__in=organisations
    )
    return shared.order_by("pk").first()


def may_read_plan(person: Person, community: Community) -> bool:
    """Its keepers, and those whom the community names; not every member, not administrators."""
    return may_keep(person, community) or reads_plan_by(person, community) is not None


def governments_of(person: Person) -> QuerySet[Organisation]:
    """The municipalities for whose government this person coordinates, as organisations."""
    return Organisation.objects.filter(
        pk__in=organisations_with_role(person, {Role.COORDINATOR, Role.ORGANISER}),
        kind=OrganisationKind.MUNICIPALITY,
    )


def may_see_overview(person: Person) -> bool:
    return governments_of(person).exists()


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


def may_open_in(person: Person, municipality: str) -> bool:
    """`municipality` is an EHAK code: open a community's page there, answer wishes for one, keep
    the list of its areas."""
    return may_administer_platform(person) or municipality in municipalities_of(person)


def may_read_areas(person: Person, municipality: str) -> bool:
    """People of its government see the list of its areas; its coordinators keep it."""
    if may_open_in(person, municipality):
        return True
    own = list(roles_by_organisation(person))
    governments = Organisation.objects.filter(kind=OrganisationKind.MUNICIPALITY, pk__in=own)
    return governments.filter(municipality=municipality).exists()


def keepers_in_force(community: Community, day: date) -> QuerySet[Membership]:
    memberships = Membership.objects.in_force_on(day).filter(user__is_active=True)
    return memberships.filter(organisation=community.organisation_id, role__in=KEEPING_ROLES)


def may_invite(person: Person, community: Community, day: date) -> bool:
    """Its keepers; where it has none, a coordinator of its municipality invites the first."""
    if may_keep(person, community) or may_administer_platform(person):
        return True
    where = community.organisation.municipality_id
    if where is None or where not in municipalities_of(person):
        return False
    return not keepers_in_force(community, day).exists()


def sees_assets(person: Person, community: Community) -> bool:
    return sees_shared(person, community, Shared.ASSETS)


def may_see_community(person: Person, community: Community) -> bool:
    if community.is_public:
        return True
    return communities_seen_by(person).filter(pk=community.pk).exists()
