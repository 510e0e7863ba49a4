"""May this person? Letters to members and threads: members of today, and whoever keeps the network."""

from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from loim.networks.models import Member, Network
from loim.networks.permissions import is_member_of, may_change_network, memberships_of
from loim.people.models import Membership, Role, User
from loim.people.permissions import (
    RECORDING_ROLES,
    Person,
    may_administer_platform,
    organisations_with_role,
)
from loim.programmes.permissions import organisations_recorded_by


def may_read_talk(person: Person, network: Network) -> bool:
    """Threads are for those who belong to the network today, in person or by their organisation's
    role, and for those who keep it; whoever has left sees nothing."""
    return is_member_of(person, network) or may_change_network(person, network)


def networks_of_member(person: Person) -> QuerySet[Network]:
    return Network.objects.filter(pk__in=memberships_of(person).values("network"))


def networks_kept_by(person: Person) -> QuerySet[Network]:
    """Those that are this person's to keep. Platform administrators may change all, but it is not
    theirs to do."""
    if may_administer_platform(person):
        return Network.objects.none()
    managed = organisations_with_role(person, [Role.PROGRAMME_MANAGER])
    return Network.objects.filter(
        Q(organisation__in=organisations_recorded_by(person).values("pk"))
        | Q(activity__programme__implementer__in=managed)
    )


def accounts_in(network: Network, day: date) -> QuerySet[User]:
    """Accounts of those who belong to it on this day: as `memberships_of`, read from the other side."""
    members = Member.objects.in_force_on(day).filter(network=network)
    by_address = members.filter(user=None).exclude(email="").annotate(address=Lower("email"))
    as_such = members.filter(name="", user=None, organisation__isnull=False)
    roles = Membership.objects.in_force_on(day).filter(
        organisation__in=as_such.values("organisation")
    )
    return User.objects.filter(is_active=True).filter(
        Q(pk__in=members.exclude(user=None).values("user"))
        | Q(email__in=by_address.values("address"))
        | Q(pk__in=roles.values("user"))
    )


def readers_of_talk(network: Network, day: date) -> QuerySet[User]:
    """Everybody for whom `may_read_talk` holds, as one query."""
    roles = Membership.objects.in_force_on(day).filter(
        Q(organisation=network.organisation_id, role__in=RECORDING_ROLES)
        | Q(organisation=network.activity.programme.implementer_id, role=Role.PROGRAMME_MANAGER)
    )
    keepers = Q(pk__in=roles.values("user")) | Q(is_administrator=True)
    inside = Q(pk__in=accounts_in(network, day).values("pk"))
    return User.objects.filter(inside | keepers, is_active=True)
