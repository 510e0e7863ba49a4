"""Forgetting members: three years after they left, or when somebody erases their account.

The row stays, so that seats, votes and minutes still add up; it names nobody any more.
"""

from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from loim.networks.models import FORGOTTEN, Member
from loim.networks.personal_data_core import MEMBER_KEPT
from loim.people.models import User
from loim.people.personal_records import proved_addresses

NOBODY = {"name": FORGOTTEN, "email": "", "phone": "", "user": None}


def forget_members_that_are_due(*, now: datetime) -> dict[str, int]:
    """The nightly work. Again does nothing."""
    long_ago = localdate(now) - MEMBER_KEPT
    with transaction.atomic():
        return {"members": _forget(people().filter(end_date__lt=long_ago))}


def erase_members(person: User, now: datetime) -> None:
    """Runs inside the transaction that erases the account, while its addresses are known."""
    _forget(own_entries(person))
    for model in ("Network", "Member", "Mandate", "Election"):
        rows: Any = apps.get_model("networks", model)
        rows.objects.filter(recorded_by=person).update(recorded_by=None)


def people() -> QuerySet[Member]:
    """Members that are persons and are not forgotten yet."""
    are_people = ~Q(name="") | Q(user__isnull=False)
    return Member.objects.filter(are_people).exclude(name=FORGOTTEN)


def own_entries(person: User) -> QuerySet[Member]:
    own = Q(user=person)
    for address in proved_addresses(person):
        own |= Q(email__iexact=address)
    return people().filter(own)


def _forget(members: QuerySet[Member]) -> int:
    keys = list(members.values_list("pk", flat=True))
    Member.objects.filter(pk__in=keys).update(**NOBODY, listed_consent_at=None, key_hash="")
    _history("Member").filter(pgh_obj_id__in=keys).update(**NOBODY, listed_consent_at=None)
    words = {"ended_reason": "", "note": ""}
    mandates: Any = apps.get_model("networks", "Mandate")
    mandates.objects.filter(member__in=keys).update(**words)
    _history("Mandate").filter(member_id__in=keys).update(**words)
    return len(keys)


def _history(model: str) -> Any:
    return apps.get_model("networks", f"{model}History").objects
