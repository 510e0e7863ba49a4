"""Members of networks on a day."""

from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from loim.networks.models import Member, Network
from loim.people.models import Organisation, User

ARE_ORGANISATIONS = Q(name="", user=None, organisation__isnull=False)


def organisations_in(network: Network, day: date) -> QuerySet[Organisation]:
    """The organisations that belong to it as such, by name, with their municipality."""
    members = network.members.in_force_on(day).filter(ARE_ORGANISATIONS)
    return (
        Organisation.objects.filter(pk__in=members.values("organisation"))
        .select_related("municipality")
        .order_by("name", "pk")
    )


def with_organisations(networks: QuerySet[Network], day: date) -> QuerySet[Network]:
    """Each with `organisations_now`: its members that are organisations, by name. One query more."""
    members = Member.objects.in_force_on(day).filter(ARE_ORGANISATIONS)
    return networks.prefetch_related(
        Prefetch(
            "members",
            members.select_related("organisation").order_by("organisation__name", "pk"),
            to_attr="organisations_now",
        )
    )


def names_of_organisations(network: Any) -> str:
    """Of a network that went through `with_organisations`."""
    return "; ".join(member.organisation.name for member in network.organisations_now)


def own_places_in(network: Network, person: User) -> QuerySet[Member]:
    """Their own entries, found by account or address; the newest first."""
    own = Q(user=person) | Q(user=None, email__iexact=person.email)
    return (
        network.members.filter(own)
        .select_related("network__organisation", "organisation")
        .order_by("-start_date", "-pk")
    )
