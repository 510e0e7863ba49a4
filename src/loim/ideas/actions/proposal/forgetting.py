"""Addresses of owners are kept while something is asked of them, and a year longer."""

from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Lower

from loim.ideas.actions.proposal.letters_to_owner import RENEWABLE_FOR
from loim.ideas.models import AnswerDraft, AnswerLink, Proposal, ProposalStatus
from loim.people.models import User
from loim.people.personal_records import proved_addresses

KEPT_AFTER_END = timedelta(days=365)
DRAFT_KEPT = timedelta(days=90)
_OVER = (
    ProposalStatus.DONE,
    ProposalStatus.DROPPED,
    ProposalStatus.REJECTED,
    ProposalStatus.WITHDRAWN,
)


def forget_addresses(*, now: datetime) -> dict[str, int]:
    """The nightly work; how many of each. Running it again does nothing."""
    long_over = (
        Proposal.objects.filter(status__in=_OVER)
        .annotate(last_at=Max("steps__at"))
        .filter(last_at__lt=now - KEPT_AFTER_END)
    )
    with transaction.atomic():
        keys = list(long_over.values_list("pk", flat=True))
        links = AnswerLink.objects.filter(
            Q(proposal__in=keys) | Q(expires_at__lt=now - RENEWABLE_FOR)
        )
        drafts = AnswerDraft.objects.filter(saved_at__lt=now - DRAFT_KEPT)
        return {
            "drafts": drafts.delete()[0],
            "links": links.delete()[0],
            "addresses": _forget(Proposal.objects.filter(pk__in=keys)),
        }


def erase_account(person: User, now: datetime) -> None:
    """What proposals keep about whoever erases their account; what was said for an institution
    stays, without a name. Runs inside the transaction that erases the account."""
    theirs = proved_addresses(person)
    AnswerDraft.objects.filter(user=person).delete()
    AnswerLink.objects.alias(address=Lower("email")).filter(address__in=theirs).delete()
    _forget(Proposal.objects.alias(address=Lower("owner_email")).filter(address__in=theirs))


def _forget(proposals: QuerySet[Proposal]) -> int:
    keys = list(proposals.exclude(owner_email="").values_list("pk", flat=True))
    Proposal.objects.filter(pk__in=keys).update(owner_email="")
    history: QuerySet[Any] = apps.get_model("ideas", "ProposalHistory").objects.all()
    history.filter(pgh_obj_id__in=keys).update(owner_email="")
    return len(keys)
