"""Forgetting people of a way into a network: when it is due, or with their account."""

from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from loim.networks.models import JoiningDocument, JoiningProcess, JoiningStep
from loim.networks.personal_data_joining import PEOPLE_KEPT
from loim.people.models import User
from loim.people.personal_records import proved_addresses

_NOBODY = {"contact_name": "", "contact_email": ""}


def erase_what_is_due(*, now: datetime) -> int:
    """The nightly work: who was contact or responsible, a year after it ended. Again does nothing."""
    with transaction.atomic():
        over = JoiningProcess.objects.filter(ended_date__lt=localdate(now - PEOPLE_KEPT))
        keys = list(over.values_list("pk", flat=True))
        named = ~Q(contact_name="") | ~Q(contact_email="")
        done = over.filter(named).update(**_NOBODY)
        _history("JoiningProcessHistory").filter(named, pgh_obj_id__in=keys).update(**_NOBODY)
        has_name = ~Q(responsible_name="")
        done += JoiningStep.objects.filter(has_name, process__in=keys).update(responsible_name="")
        _history("JoiningStepHistory").filter(has_name, process_id__in=keys).update(
            responsible_name=""
        )
        return done


def erase_account(person: User, now: datetime) -> None:
    """Inside the transaction that erases the account, while its addresses are known."""
    for address in proved_addresses(person):
        for rows in (JoiningProcess.objects, _history("JoiningProcessHistory")):
            rows.filter(contact_email__iexact=address).update(**_NOBODY)
    for rows in (JoiningStep.objects, _history("JoiningStepHistory")):
        rows.filter(responsible=person).update(responsible=None)
    for rows in (JoiningProcess.objects, _history("JoiningProcessHistory")):
        rows.filter(created_by=person).update(created_by=None)
    JoiningDocument.objects.filter(added_by=person).update(added_by=None)


def export_steps(person: User) -> list[dict[str, Any]]:
    rows = JoiningStep.objects.filter(responsible=person).select_related("process__network")
    return [
        {"network": row.process.network.name, "step": row.title, "due": str(row.due_date or "")}
        for row in rows.order_by("pk")
    ]


def _history(name: str) -> Any:
    return apps.get_model("networks", name).objects
