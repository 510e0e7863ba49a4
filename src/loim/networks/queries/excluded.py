"""Networks whose seats exclude each other."""

from dataclasses import dataclass

from django.db.models import QuerySet

from loim.networks.models import Network
from loim.networks.permissions import networks_seen_by, networks_seen_inside_by
from loim.people.permissions import Person


@dataclass(frozen=True)
class Excluded:
    network: Network
    is_linked: bool  # whoever looks may open it


def excluded_networks(network: Network, person: Person) -> list[Excluded]:
    others = list(network.incompatible_with.order_by("name", "pk"))
    if not others:
        return []
    seen = networks_seen_by(person).filter(pk__in=[other.pk for other in others])
    keys = set(seen.values_list("pk", flat=True))
    return [Excluded(other, other.pk in keys) for other in others]


def may_be_excluded(person: Person, network: Network | None) -> QuerySet[Network]:
    """What the form offers: networks in which there can be seats, that the person knows."""
    known = networks_seen_inside_by(person)
    if network is not None:
        known = known.exclude(pk=network.pk)
    return known.order_by("name", "pk")
