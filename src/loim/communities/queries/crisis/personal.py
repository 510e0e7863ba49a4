"""What crisis plans keep of somebody who has an account here."""

from typing import Any

from django.db.models import Q

from loim.communities.models import CrisisContact, PlanOpening
from loim.communities.queries.crisis.draft import details_of
from loim.people.models import User
from loim.people.personal_records import proved_addresses


def export_contact(person: User) -> list[dict[str, Any]]:
    """As a contact by one of their addresses, and what they have opened of others."""
    addresses = Q(pk__in=[])
    for address in proved_addresses(person):
        addresses |= Q(email__iexact=address)
    rows = CrisisContact.objects.filter(addresses).select_related("plan__community__organisation")
    opened = PlanOpening.objects.filter(person=person).select_related(
        "version__plan__community__organisation"
    )
    return [
        *(_contact(row) for row in rows.order_by("pk")),
        *(
            {
                "opened plan of": str(row.version.plan.community),
                "version": row.version.number,
                "at": row.opened_at.isoformat(),
            }
            for row in opened.order_by("opened_at", "pk")
        ),
    ]


def _contact(contact: CrisisContact) -> dict[str, Any]:
    details = details_of(contact)
    return {
        "community": str(contact.plan.community),
        "name": contact.name,
        "phones": list(details.phones),
        "address": details.address,
        "email": contact.email,
        "languages": contact.languages,
        "skills": contact.skills,
        "consent": contact.consent,
        "consent date": contact.consent_date.isoformat() if contact.consent_date else "",
        "roles": [held.role.title for held in contact.held_roles.select_related("role")],
    }
