"""What networks give to 'My data', and erase with an account."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from loim.networks.actions.erasing import erase_members, own_entries
from loim.people.models import User
from loim.people.personal_records import PersonalRecords, register


def register_personal_records() -> None:
    register(PersonalRecords("networks", _("Networks"), export_memberships, erase_members))


def export_memberships(person: User) -> list[dict[str, Any]]:
    members = own_entries(person).select_related("network", "organisation")
    members = members.prefetch_related("mandates__seat").order_by("start_date", "pk")
    return [
        {
            "network": member.network.name,
            "organisation": member.organisation.name if member.organisation else "",
            "name": member.name,
            "email": member.email,
            "phone": member.phone,
            "language": member.language,
            "party": member.party,
            "role": member.role,
            "start_date": member.start_date.isoformat(),
            "end_date": member.end_date.isoformat() if member.end_date else None,
            "listed_since": (
                member.listed_consent_at.isoformat() if member.listed_consent_at else None
            ),
            "seats": [
                {
                    "seat": mandate.seat.title,
                    "start_date": mandate.start_date.isoformat(),
                    "end_date": mandate.end_date.isoformat() if mandate.end_date else None,
                    "decision": mandate.note,
                    "ending": mandate.ending,
                    "reason": mandate.ended_reason,
                }
                for mandate in member.mandates.all()
            ],
        }
        for member in members
    ]
