"""What communities give to 'My data', and erase with an account."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from loim.communities.actions.erasing import erase_account
from loim.communities.queries.people import exported
from loim.communities.queries.wishes import wishes_of
from loim.people.models import User
from loim.people.personal_records import PersonalRecords, register


def register_personal_records() -> None:
    """One step erases all of them."""
    register(
        PersonalRecords("communities", _("Where communities name you"), exported, erase_account)
    )
    register(
        PersonalRecords("community_wishes", _("Pages that you asked for"), _wishes, _nothing)
    )  # fmt: skip


def _wishes(person: User) -> list[dict[str, Any]]:
    return [
        {
            "community": wish.name, "municipality": wish.municipality.name, "words": wish.words,
            "sent_at": wish.sent_at.isoformat(), "state": wish.state, "reason": wish.reason,
        }
        for wish in wishes_of(person).order_by("sent_at", "pk")
    ]  # fmt: skip


def _nothing(person: User, now: datetime) -> None:
    return
