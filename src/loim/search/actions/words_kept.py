"""Keep words of the same meaning."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.people.models import User
from loim.search.actions.meanings import rebuild_meanings
from loim.search.models import GroupedWord, WordGroup
from loim.search.permissions import may_keep_words


class TooFewWords(Refusal):
    message = _("Write at least two words that mean the same, in one language or in several.")


def keep_words(
    *, words: Mapping[str, Sequence[str]], note: str, by: User, now: datetime,
    group: WordGroup | None = None, submission: uuid.UUID | None = None,
) -> WordGroup:  # fmt: skip
    """Of a new group or of this one, whose words they replace; searches know them at once. The same
    form sent twice makes one group. Raises TooFewWords."""
    if not may_keep_words(by):
        raise PermissionDenied
    rows = _unique(words)
    if len(rows) < 2:
        raise TooFewWords
    with transaction.atomic():
        if group is None:
            group, is_new = WordGroup.objects.get_or_create(
                submission=submission or uuid.uuid4(),
                defaults={"note": note, "changed_by": by, "changed_at": now},
            )
            if not is_new:
                return group
        else:
            group = WordGroup.objects.select_for_update().get(pk=group.pk)
            group.note, group.changed_by, group.changed_at = note, by, now
            group.save()
            group.words.all().delete()
        GroupedWord.objects.bulk_create(
            GroupedWord(group=group, language=language, word=word) for language, word in rows
        )
        rebuild_meanings(now=now)
    return group


def remove_words(*, group: WordGroup, by: User, now: datetime) -> None:
    if not may_keep_words(by):
        raise PermissionDenied
    with transaction.atomic():
        WordGroup.objects.filter(pk=group.pk).delete()
        rebuild_meanings(now=now)


def _unique(words: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    found: dict[tuple[str, str], str] = {}
    for language, several in words.items():
        for word in several:
            said = " ".join(word.split())
            if said:
                found.setdefault((language, said.casefold()), said)
    return [(language, said) for (language, _folded), said in found.items()]
