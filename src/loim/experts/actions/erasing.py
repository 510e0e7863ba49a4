"""Forgetting people: when it is due, or when somebody erases their account."""

from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Q, QuerySet

from loim.experts.actions.requests.choosing import close_request
from loim.experts.models import (
    Approach,
    ApproachStatus,
    Expert,
    ExpertRequest,
    Reference,
    ReferenceStatus,
    RequestStatus,
)
from loim.experts.personal_data import CONTACT_KEPT, REQUEST_KEPT, UNANSWERED_KEPT, UNPROVED_KEPT
from loim.experts.queries.requests import requests_by
from loim.experts.search_keys import SEARCH_KEY
from loim.people.models import User
from loim.search.actions.indexing import index_objects

OPEN = [RequestStatus.OPEN, RequestStatus.CHOSEN]


def erase_what_is_due(*, now: datetime) -> dict[str, int]:
    """The nightly work. Again does nothing."""
    with transaction.atomic():
        requests = ExpertRequest.objects.filter(
            Q(state=RequestStatus.UNPROVED, sent_at__lt=now - UNPROVED_KEPT)
            | Q(confirmed_at=None, state=RequestStatus.CLOSED, ended_at__lt=now - UNPROVED_KEPT)
            | Q(changed_at__lt=now - REQUEST_KEPT)
        )
        asked = Reference.objects.filter(state=ReferenceStatus.ASKED)
        answered = Reference.objects.exclude(state=ReferenceStatus.ASKED)
        contacts = answered.filter(decided_at__lt=now - CONTACT_KEPT).exclude(contact_email="")
        return {
            "requests": _erase("ExpertRequest", requests),
            "references": _erase("Reference", asked.filter(asked_at__lt=now - UNANSWERED_KEPT)),
            "contacts": contacts.update(contact_email="", contact_name=""),
        }


def erase_account(person: User, now: datetime) -> None:
    """Runs inside the transaction that erases the account, while its addresses are known. Their
    profile goes whole; requests to others are closed and forgotten."""
    for request in requests_by(person).filter(state__in=OPEN):
        close_request(request=request, now=now)
    _erase("ExpertRequest", requests_by(person))
    Reference.objects.filter(decided_by=person).update(decided_by=None)
    Expert.objects.filter(hidden_by=person).update(hidden_by=None)
    _history("ExpertHistory").filter(hidden_by=person).update(hidden_by=None)
    for expert in Expert.objects.filter(person=person):
        _erase_expert(expert, now)


def _erase_expert(expert: Expert, now: datetime) -> None:
    booked = Approach.objects.filter(expert=expert, state=ApproachStatus.CHOSEN)
    for request in ExpertRequest.objects.filter(approaches__in=booked, state=RequestStatus.CHOSEN):
        close_request(request=request, now=now)
    references = Reference.objects.filter(expert=expert)
    _erase("Reference", references)
    keys = list(expert.approaches.values_list("pk", flat=True))
    Approach.objects.filter(pk__in=keys).delete()
    _forget("ApproachHistory", keys)
    _forget("ConsentHistory", list(expert.consents.values_list("pk", flat=True)))
    key = expert.pk
    expert.delete()
    for history in ("ExpertHistory", "ConsentHistory"):
        rows = _history(history)
        field = "pgh_obj_id" if history == "ExpertHistory" else "expert_id"
        rows.filter(**{field: key}).delete()
    index_objects(provider=SEARCH_KEY, ids=[key], now=now)


def _erase(model: str, rows: QuerySet[Any]) -> int:
    """The rows and their history; how many it were."""
    keys = list(rows.values_list("pk", flat=True))
    found: Any = apps.get_model("experts", model)
    if model == "ExpertRequest":
        _forget(
            "ApproachHistory",
            list(Approach.objects.filter(request__in=keys).values_list("pk", flat=True)),
        )
    found.objects.filter(pk__in=keys).delete()
    _forget(f"{model}History", keys)
    return len(keys)


def _forget(history: str, keys: list[int]) -> None:
    _history(history).filter(pgh_obj_id__in=keys).delete()


def _history(name: str) -> Any:
    return apps.get_model("experts", name).objects
