"""Forgetting people: in time, and with their accounts."""

from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Q

from loim.communities.actions.crisis.contacts import leave
from loim.communities.models import (
    CrisisContact,
    CrisisPlan,
    CrisisVersion,
    Drill,
    PlanCopy,
    PlanOpening,
    RoleHolder,
    Support,
    VersionContact,
)
from loim.people.models import User
from loim.people.personal_records import proved_addresses

PAST_KEPT = timedelta(days=365)
OPENING_KEPT = timedelta(days=3 * 365)


def erase_what_is_due(*, now: datetime) -> dict[str, int]:
    """The nightly work: who left a year ago, who stood in versions superseded a year ago, to whom
    copies were given that came back a year ago, who opened a plan three years ago. Again does
    nothing."""
    before = now - PAST_KEPT
    with transaction.atomic():
        gone = list(CrisisContact.objects.filter(left_at__lt=before).values_list("pk", flat=True))
        _forget("RoleHolderHistory", contact_id__in=gone)
        CrisisContact.objects.filter(pk__in=gone).delete()
        _forget("CrisisContactHistory", pgh_created_at__lt=before)
        past = VersionContact.objects.filter(version__superseded_at__lt=before)
        left = VersionContact.objects.filter(
            left_at__lt=before, version__superseded_at__isnull=False
        )
        keys = [*past.values_list("pk", flat=True), *left.values_list("pk", flat=True)]
        named = VersionContact.objects.filter(pk__in=keys).exclude(
            name="", sealed_details="", languages="", skills=""
        )
        copies = PlanCopy.objects.filter(returned_date__lt=before.date()).exclude(given_to="")
        openings = PlanOpening.objects.filter(opened_at__lt=now - OPENING_KEPT)
        return {
            "contacts": len(gone),
            "versions": named.update(name="", sealed_details="", languages="", skills=""),
            "copies": copies.update(given_to=""),
            "openings": openings.delete()[0],
        }


def erase_account(person: User, now: datetime) -> None:
    """Inside the transaction that erases the account: as a contact by one of its addresses they
    leave every plan, and their name goes, too; what they wrote down stays without their name."""
    addresses = Q(pk__in=[])
    for address in proved_addresses(person):
        addresses |= Q(email__iexact=address)
    for contact in CrisisContact.objects.filter(addresses, left_at=None).select_related("plan"):
        leave(contact=contact, by=None, now=now)
        _forget("CrisisContactHistory", pgh_obj_id=contact.pk)
        _forget("RoleHolderHistory", contact_id=contact.pk)
        RoleHolder.objects.filter(contact=contact).delete()
        VersionContact.objects.filter(contact_uuid=contact.uuid).update(name="")
        CrisisContact.objects.filter(pk=contact.pk).delete()
        _forget("CrisisContactHistory", pgh_obj_id=contact.pk)
    PlanOpening.objects.filter(person=person).update(person=None)
    for model, field in (
        (CrisisPlan, "created_by"), (CrisisVersion, "published_by"), (Drill, "recorded_by"),
        (Support, "recorded_by"),
    ):  # fmt: skip
        rows: Any = model
        rows.objects.filter(**{field: person}).update(**{field: None})
    for history, field in (
        ("CrisisPlanHistory", "created_by"), ("DrillHistory", "recorded_by"),
        ("SupportHistory", "recorded_by"),
    ):  # fmt: skip
        _history(history).filter(**{field: person}).update(**{field: None})


def _forget(history: str, **of: Any) -> None:
    _history(history).filter(**of).delete()


def _history(name: str) -> Any:
    return apps.get_model("communities", name).objects
