"""Which news deserves which languages: decided by people, kept with who and when."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from loim.common.translated import LANGUAGE_CODES
from loim.content.models import NewsItem, TranslationWish
from loim.content.permissions import may_edit_for
from loim.people.models import User


def choose_for_translation(
    *, items: Iterable[NewsItem], wanted: Mapping[int, Iterable[str]], by: User, now: datetime
) -> int:
    """`wanted` is {item: languages}; each of `items` was looked at, so what is not wanted is a
    decision, too. Gives how many decisions are new or other than before; one that stays as it was
    keeps who made it and when."""
    changed = 0
    with transaction.atomic():
        for item in sorted(items, key=lambda item: item.pk):
            if not may_edit_for(by, item.text.owner_id):
                raise PermissionDenied
            chosen = frozenset(wanted.get(item.pk, ()))
            for language in LANGUAGE_CODES:
                if language != item.text.source_language:
                    changed += _decide(item, language, language in chosen, by, now)
    return changed


def _decide(
    item: NewsItem, language: str, is_wanted: bool, by: User, now: datetime
) -> int:  # private
    wish, is_new = TranslationWish.objects.select_for_update().get_or_create(
        text=item.text,
        language=language,
        defaults={"is_wanted": is_wanted, "wished_by": by, "wished_at": now},
    )
    if is_new or wish.is_wanted == is_wanted:
        return int(is_new)
    wish.is_wanted, wish.wished_by, wish.wished_at = is_wanted, by, now
    wish.save()
    return 1
