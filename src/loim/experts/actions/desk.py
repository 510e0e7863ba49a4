"""What editors do: hide a profile with a reason, show it again, keep the fields."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.experts.actions.consent_letters import tell_of_hiding, tell_of_showing
from loim.experts.logic.ready_fields import READY_FIELDS
from loim.experts.models import Expert, ExpertField
from loim.experts.permissions import may_keep_directory
from loim.experts.search_keys import SEARCH_KEY
from loim.people.models import User
from loim.search.actions.indexing import index_objects, reindex


class ReasonMissing(Refusal):
    message = _("Write why, in words that the expert can use. They will get them by e-mail.")


class AlreadyHidden(Refusal):
    message = _("Somebody has hidden this profile meanwhile.")


class NotHidden(Refusal):
    message = _("Somebody has shown this profile again meanwhile.")


class FieldKnown(Refusal):
    message = _("There is a field of this name already.")


def hide_profile(*, expert: Expert, reason: str, by: User, now: datetime) -> Expert:
    """Not listed from this moment on; the expert is told why. Raises ReasonMissing, AlreadyHidden."""
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        current = _held(expert, by)
        if current.hidden_at is not None:
            raise AlreadyHidden
        current.hidden_at, current.hidden_by, current.hidden_reason = now, by, reason.strip()
        current.save()
        tell_of_hiding(current)
        index_objects(provider=SEARCH_KEY, ids=[current.pk], now=now)
    return current


def show_profile(*, expert: Expert, by: User, now: datetime) -> Expert:
    """Listed again, where consent holds. Raises NotHidden."""
    with transaction.atomic():
        current = _held(expert, by)
        if current.hidden_at is None:
            raise NotHidden
        current.hidden_at, current.hidden_by, current.hidden_reason = None, None, ""
        current.save()
        tell_of_showing(current)
        reindex({SEARCH_KEY: [current.pk]})
    return current


def save_field(
    *, field: ExpertField | None, name: str, translations: Mapping[str, Any], position: int,
    is_offered: bool, by: User,
) -> ExpertField:  # fmt: skip
    """Raises FieldKnown."""
    _check(by)
    kept = field or ExpertField(slug=_slug(name))
    kept.name, kept.translations = name.strip(), dict(translations)
    kept.position, kept.is_offered = position, is_offered
    with transaction.atomic():
        others = ExpertField.objects.filter(name__iexact=kept.name).exclude(pk=kept.pk)
        if others.exists():
            raise FieldKnown
        try:
            with transaction.atomic():
                kept.save()
        except IntegrityError:
            raise FieldKnown from None
    return kept


def add_ready_fields(*, by: User) -> int:
    """Those that a new platform begins with, where they are missing; how many were added."""
    _check(by)
    with transaction.atomic():
        known = set(ExpertField.objects.values_list("slug", flat=True))
        rows = [
            ExpertField(
                slug=slug, name=et, position=position,
                translations={"en": {"name": en}, "ru": {"name": ru}, "uk": {"name": uk}},
            )
            for position, (slug, et, en, ru, uk) in enumerate(READY_FIELDS)
            if slug not in known
        ]  # fmt: skip
        ExpertField.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _slug(name: str) -> str:
    return slugify(name)[:50] or "field"


def _check(by: User) -> None:
    if not may_keep_directory(by):
        raise PermissionDenied


def _held(expert: Expert, by: User) -> Expert:
    _check(by)
    rows = Expert.objects.select_related("person").select_for_update(of=("self",), no_key=True)
    return rows.get(pk=expert.pk)
