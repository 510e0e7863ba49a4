"""May this person? Networks are seen by those who take part in their programme."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from loim.networks.models import Member, Network
from loim.people.models import User
from loim.people.permissions import Person, may_administer_platform, roles_by_organisation
from loim.programmes.models import Programme
from loim.programmes.permissions import (
    may_manage,
    may_record_for,
    programmes_taken_part_in,
)


def networks_seen_by(person: Person) -> QuerySet[Network]:
    """Public ones, those of their programmes, and those that they or their organisations lead or
    belong to."""
    return networks_seen_inside_by(person, also=Q(is_public=True))


def networks_seen_inside_by(person: Person, *, also: Q | None = None) -> QuerySet[Network]:
    """The same without those that are seen only because everybody may see them."""
    if may_administer_platform(person):
        return Network.objects.all()
    organisations = list(roles_by_organisation(person))
    programmes = Programme.objects.filter(pk__in=programmes_taken_part_in(person).values("pk"))
    inside = (
        Q(activity__programme__in=programmes)
        | Q(organisation__in=organisations)
        | Q(pk__in=memberships_of(person).values("network"))
    )
    return Network.objects.filter(inside | also if also else inside)


def memberships_of(person: Person) -> QuerySet[Member]:
    """In force today: their own, found by account or address, and those of the organisations in
    which they have a role."""
    own = Q(organisation__in=list(roles_by_organisation(person)), name="", user=None)
    if isinstance(person, User):
        own |= Q(user=person) | Q(user=None, email__iexact=person.email)
    return Member.objects.in_force_on(timezone.localdate()).filter(own)


def may_see_network(person: Person, network: Network) -> bool:
    return networks_seen_by(person).filter(pk=network.pk).exists()


def may_see_inside_network(person: Person, network: Network) -> bool:
    """More than everybody reads of a public one: who changed what, members that are not listed."""
    return networks_seen_inside_by(person).filter(pk=network.pk).exists()


def is_member_of(person: Person, network: Network) -> bool:
    """Today: in person, or through an organisation that belongs to it."""
    return memberships_of(person).filter(network=network).exists()


def may_change_network(person: Person, network: Network) -> bool:
    """Whoever writes down the leader's work, and the manager of the network's programme."""
    return may_manage(person, network.activity.programme) or may_record_for(
        person, network.organisation
    )
