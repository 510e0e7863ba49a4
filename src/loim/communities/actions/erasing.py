"""Forgetting people: when it is due, or when somebody erases their account."""

from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from loim.communities.models import (
    Asset,
    AssetPerson,
    Community,
    CommunityState,
    Contact,
    Gathering,
    PageWish,
    Sharing,
    WishStatus,
)
from loim.communities.personal_data import ENDED_KEPT, UNPROVED_KEPT, WISH_KEPT
from loim.people.models import User
from loim.people.personal_records import proved_addresses

# Who did it, by table: forgotten with the account, in the rows and in their history.
_BY: tuple[tuple[type[Any], tuple[str, ...]], ...] = (
    (Community, ("created_by",)), (Sharing, ("started_by", "ended_by")),
    (Gathering, ("created_by",)), (Asset, ("added_by",)), (Contact, ("asked_by",)),
    (PageWish, ("decided_by",)),
)  # fmt: skip


def erase_what_is_due(*, now: datetime) -> dict[str, int]:
    """The nightly work. Again does nothing."""
    unanswered = Q(consented_at=None, asked_at__lt=now - UNPROVED_KEPT)
    long_ended = {
        "state": CommunityState.ENDED, "state_since__lt": timezone.localdate(now) - ENDED_KEPT
    }  # fmt: skip
    with transaction.atomic():
        ended = Community.objects.filter(**long_ended)
        wishes = PageWish.objects.filter(
            Q(state=WishStatus.UNPROVED, sent_at__lt=now - UNPROVED_KEPT)
            | Q(decided_at__lt=now - WISH_KEPT)
        )
        return {
            "contacts": _erase(Contact.objects.filter(unanswered | Q(community__in=ended))),
            "offerers": _erase(
                AssetPerson.objects.filter(unanswered | Q(asset__community__in=ended))
            ),
            "wishes": _erase(wishes),
        }


def erase_account(person: User, now: datetime) -> None:
    """Runs inside the transaction that erases the account, while its addresses are known."""
    emails = proved_addresses(person)
    _erase(Contact.objects.filter(email__in=emails))
    _erase(AssetPerson.objects.filter(email__in=emails))
    asked = Q(asker=person)
    for email in emails:
        asked |= Q(asker_email__iexact=email)
    _erase(PageWish.objects.filter(asked))
    for model, fields in _BY:
        history: Any = apps.get_model("communities", f"{model.__name__}History").objects
        for field in fields:
            model.objects.filter(**{field: person}).update(**{field: None})
            history.filter(**{field: person}).update(**{field: None})


def _erase(rows: QuerySet[Any]) -> int:
    """The rows and, where they have one, their history; how many it were."""
    keys = list(rows.values_list("pk", flat=True))
    rows.model._default_manager.filter(pk__in=keys).delete()  # noqa: SLF001  # Django's own name
    if rows.model is not AssetPerson:
        history: Any = apps.get_model("communities", f"{rows.model.__name__}History").objects
        history.filter(pgh_obj_id__in=keys).delete()
    return len(keys)
