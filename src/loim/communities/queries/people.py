"""Where somebody is named on communities' pages: what they agreed to, and what waits for them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from loim.communities.models import AssetPerson, Contact
from loim.communities.queries.own_link import asset_person_key, contact_key
from loim.people.models import User
from loim.people.personal_records import proved_addresses


@dataclass(frozen=True)
class Named:
    """`url_name` and `key` open the page by which they agree and withdraw."""

    community: str
    text: str
    has_agreed: bool
    url_name: str
    key: str


def named_as(person: User) -> list[Named]:
    """As contacts and as who offers something, by any address that they have proved; what waits
    for their word first. Three queries."""
    emails = proved_addresses(person)
    contacts = Contact.objects.filter(email__in=emails).select_related("community__organisation")
    offered = AssetPerson.objects.filter(email__in=emails).select_related(
        "asset__community__organisation"
    )
    found = [
        Named(
            each.community.organisation.name, each.tasks, each.consented_at is not None,
            "community-contact-own", contact_key(each),
        )
        for each in contacts.order_by("asked_at", "pk")
    ]  # fmt: skip
    found += [
        Named(
            each.asset.community.organisation.name, each.asset.title,
            each.consented_at is not None, "community-asset-person-own", asset_person_key(each),
        )
        for each in offered.order_by("asked_at", "pk")
    ]  # fmt: skip
    return sorted(found, key=lambda named: named.has_agreed)


def waiting_for_their_word(person: User) -> int:
    """How often somebody has named them and waits for their consent. Three queries."""
    emails = proved_addresses(person)
    waiting = Q(email__in=emails, consented_at=None)
    return Contact.objects.filter(waiting).count() + AssetPerson.objects.filter(waiting).count()


def exported(person: User) -> list[dict[str, Any]]:
    """Plain values, for 'My data'."""
    return [
        {"community": each.community, "as": each.text, "agreed": each.has_agreed}
        for each in named_as(person)
    ]
