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
    if may_administer_platform(person):
        return Network.objects.all()
    organisations = list(roles_by_organisation(person))
    programmes = Programme.objects.filter(pk__in=programmes_taken_part_in(person).values("pk"))
    own = Q(organisation__in=organisations)
    if isinstance(person, User):
        own |= Q(user=person)
    member_of = Member.objects.in_force_on(timezone.localdate()).filter(own)
    return Network.objects.filter(
        Q(activity__programme__in=programmes)
        | Q(is_public=True)
        | Q(organisation__in=organisations)
        | Q(pk__in=member_of.values("network"))
    )


def may_see_network(person: Person, network: Network) -> bool:
    return networks_seen_by(person).filter(pk=network.pk).exists()


def may_change_network(person: Person, network: Network) -> bool:
    """Whoever writes down the leader's work, and the manager of the network's programme."""
    return may_manage(person, network.activity.programme) or may_record_for(
        person, network.organisation
    )
