"""Whoever keeps a page hears two weeks before it closes."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone, translation

from loim.common.mail import queue_mail
from loim.content.actions.pages.facts import path_of_record
from loim.content.models import NewsItem, Page
from loim.content.queries.reading import attach_texts
from loim.people.models import Membership, Role, User

WARNED_BEFORE = timedelta(days=14)


def warn_of_expiry(*, now: datetime) -> int:
    """Letters queued, one to each editor of an organisation, about all that will close within two
    weeks and was not warned of; a new date is warned of anew. Without editors the coordinators
    get it, else the administrators. Safe to run again."""
    today = timezone.localdate(now)
    letters = 0
    with transaction.atomic():
        due: dict[int, list[Any]] = {}
        for model in (Page, NewsItem):
            rows = model.objects.published(today).filter(
                Q(expiry_warned_for=None) | ~Q(expiry_warned_for=F("expiry_date")),
                expiry_date__lte=today + WARNED_BEFORE,
            )
            for record in rows.select_related("text").select_for_update(of=["self"]):
                due.setdefault(record.text.owner_id, []).append(record)
        for owner, records in sorted(due.items()):
            keepers = keepers_of(owner, today)
            for keeper in keepers:
                _write(keeper, records)
                letters += 1
            for record in records:
                record.expiry_warned_for = record.expiry_date
                record.save(update_fields=["expiry_warned_for"])
    return letters


def keepers_of(organisation_id: int, today: date) -> list[User]:
    for role in (Role.EDITOR, Role.COORDINATOR, Role.ADMINISTRATOR):
        held = Membership.objects.in_force_on(today).filter(
            organisation=organisation_id, role=role, user__is_active=True
        )
        if found := [m.user for m in held.select_related("user").order_by("user_id")]:
            return found
    return []


def _write(keeper: User, records: Iterable[Any]) -> None:
    shown = attach_texts(records, keeper.language)
    with translation.override(keeper.language):
        rows = [
            {
                "title": str(record.shown.get("title")),
                "until": record.expiry_date,
                "path": path_of_record(record),
            }
            for record in sorted(shown, key=lambda record: (record.expiry_date, record.pk))
        ]
    queue_mail(
        to=keeper.email, template="expiry_warning", context={"rows": rows},
        language=keeper.language,
    )  # fmt: skip
