"""Whom a client lives with, seen from this client."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import pgettext_lazy

from loim.casework.models import Client, HouseholdLink, Relation
from loim.casework.queries.clients.naming import name_of

CHILD = pgettext_lazy("in a household", "child")


@dataclass(frozen=True)
class Housemate:
    """What `other` is to the client: the parent of a link is the child of it from the other side."""

    link: int
    other: Client
    name: str
    relation: Any


def household_of(client: Client) -> list[Housemate]:
    links = (
        HouseholdLink.objects.filter(Q(client=client) | Q(other=client))
        .select_related("client", "other")
        .order_by("pk")
    )
    found = []
    for link in links:
        is_first = link.client_id == client.pk
        other = link.other if is_first else link.client
        relation: Any = Relation(link.relation).label
        if link.relation == Relation.PARENT and is_first:
            relation = CHILD
        found.append(Housemate(link.pk, other, name_of(other) if other.is_active else "", relation))
    return found
