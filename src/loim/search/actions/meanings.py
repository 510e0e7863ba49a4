"""Words of one meaning, editors' and other modules', made ready for queries."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from loim.search.logic.analysis.tokens import normal, tokens
from loim.search.logic.analysis.words import analyse
from loim.search.models import GroupedWord, WordMeaning
from loim.search.providers import all_word_sources

LOCK = 7_270_101  # of the advisory lock
OWN = "editors"


def rebuild_meanings(*, now: datetime) -> int:
    """All of them anew, which is seldom and quick; how many there are."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        made = [_meaning(OWN, group) for group in _own_groups()]
        for source in all_word_sources():
            made += [_meaning(source.key, group) for group in source.groups()]
        rows = [row for row in made if row is not None]
        WordMeaning.objects.all().delete()
        WordMeaning.objects.bulk_create(rows, batch_size=500)
    return len(rows)


def _own_groups() -> Iterable[Mapping[str, Sequence[str]]]:
    groups: dict[int, dict[str, list[str]]] = {}
    for word in GroupedWord.objects.order_by("group", "pk"):
        groups.setdefault(word.group_id, {}).setdefault(word.language, []).append(word.word)
    return groups.values()


def _meaning(source: str, group: Mapping[str, Sequence[str]]) -> WordMeaning | None:
    members = [
        _member(word, language) for language, words in group.items() for word in words if word
    ]
    members = [member for member in members if member["lexemes"]]
    keys = sorted({key for member in members for key in _keys(member["lexemes"])})
    if len(members) < 2 or not keys:
        return None
    return WordMeaning(source=source, keys=keys, members=members)


def _member(word: str, language: str) -> dict[str, Any]:
    """`lexemes` has for each word of it those that the index may have."""
    lexemes = []
    for token in tokens(normal(word)):
        found = analyse(token, language)
        if not found.is_function_word:
            lexemes.append(list(dict.fromkeys([*found.lemmas[:2], token.casefold()])))
    return {"language": language, "word": word, "lexemes": lexemes}


def _keys(lexemes: Sequence[Sequence[str]]) -> list[str]:
    """As a query asks for them: each word by its first lemma, and as it is written."""
    first = " ".join(options[0] for options in lexemes)
    written = " ".join(options[-1] for options in lexemes)
    return [key[:200] for key in (first, written)]
