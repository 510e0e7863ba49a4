"""To be listed in a network's directory, or not: said by each member alone."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from loim.networks.models import FORGOTTEN, Member
from loim.people.models import User


def is_own(person: User, member: Member) -> bool:
    by_address = member.user_id is None and member.email.lower() == person.email.lower()
    return member.user_id == person.pk or (by_address and bool(member.email))


def set_listed(*, member: Member, is_listed: bool, by: User | None, now: datetime) -> bool:
    """Whether it changed something. `by` is None for whoever has the link of the letter; nobody
    consents for another, whoever keeps the network neither."""
    with transaction.atomic():
        current = Member.objects.select_for_update().get(pk=member.pk)
        if (by is not None and not is_own(by, current)) or current.name == FORGOTTEN:
            raise PermissionDenied
        if (current.listed_consent_at is not None) == is_listed:
            return False
        current.listed_consent_at = now if is_listed else None
        current.save(update_fields=["listed_consent_at"])
    return True
