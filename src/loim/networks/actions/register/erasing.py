"""Forgetting people of the register: when it is due, or when somebody erases their account."""

from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from loim.networks.models import (
    Association,
    AssociationState,
    Confirmation,
    ConfirmationRequest,
    NeedVoice,
    Representative,
)
from loim.networks.personal_data_register import PEOPLE_KEPT, REQUEST_KEPT
from loim.people.models import User
from loim.people.personal_records import proved_addresses

_CONTACTS = {"email": "", "phone": ""}


def erase_what_is_due(*, now: datetime) -> dict[str, int]:
    """The nightly work. Again does nothing."""
    with transaction.atomic():
        long_ended = Association.objects.exclude(state=AssociationState.ACTIVE).filter(
            ended_date__lt=localdate(now - PEOPLE_KEPT)
        )
        ended = list(long_ended.values_list("pk", flat=True))
        people = Representative.objects.filter(association__in=ended).delete()[0]
        has_contact = ~Q(email="") | ~Q(phone="")
        contacts = Association.objects.filter(has_contact, pk__in=ended).update(**_CONTACTS)
        histories = _history("RepresentativeHistory")
        left = histories.filter(pgh_created_at__lt=now - PEOPLE_KEPT).exclude(
            pgh_obj_id__in=Representative.objects.values("pk")
        )
        traces = left.delete()[0]
        traces += histories.filter(association_id__in=ended).delete()[0]
        traces += (
            _history("AssociationHistory")
            .filter(has_contact, pgh_obj_id__in=ended)
            .update(**_CONTACTS)
        )
        old = ConfirmationRequest.objects.filter(
            closed_at__isnull=False, asked_at__lt=now - REQUEST_KEPT
        )
        return {"people": people, "contacts": contacts, "traces": traces,
                "requests": old.delete()[1].get("networks.ConfirmationRequest", 0)}  # fmt: skip


def erase_account(person: User, now: datetime) -> None:
    """Inside the transaction that erases the account, while its addresses are known."""
    addresses = Q()
    for address in proved_addresses(person):
        addresses |= Q(email__iexact=address)
    keys = list(Representative.objects.filter(addresses).values_list("pk", flat=True))
    Representative.objects.filter(pk__in=keys).delete()
    _history("RepresentativeHistory").filter(addresses | Q(pgh_obj_id__in=keys)).delete()
    for model in (NeedVoice, Association):
        model.objects.filter(recorded_by=person).update(recorded_by=None)
    for name in (
        "Need",
        "NeedFollowUp",
        "NeedHistory",
        "NeedFollowUpHistory",
        "AssociationHistory",
    ):
        _history(name).filter(recorded_by=person).update(recorded_by=None)
    Confirmation.objects.filter(confirmed_by=person).update(confirmed_by=None)
    ConfirmationRequest.objects.filter(asked_by=person).update(asked_by=None)


def export_representatives(person: User) -> list[dict[str, Any]]:
    """What the register says of somebody whose address it has."""
    addresses = Q()
    for address in proved_addresses(person):
        addresses |= Q(email__iexact=address)
    rows = Representative.objects.filter(addresses).select_related("association__organisation")
    return [
        {
            "association": row.association.organisation.name, "name": row.name, "role": row.role,
            "email": row.email, "phone": row.phone,
            "named_in_public": row.listed_consent_at is not None,
        }
        for row in rows.order_by("pk")
    ]  # fmt: skip


def _history(name: str) -> Any:
    return apps.get_model("networks", name).objects
