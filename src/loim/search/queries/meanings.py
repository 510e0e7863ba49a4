"""Which words mean the same as those of a query: one query of the database."""

from collections.abc import Sequence

from loim.search.logic.query.reading import QueryWord
from loim.search.logic.query.tree import Lexemes, Query, build, keys_of
from loim.search.models import WordMeaning


def understood(words: Sequence[QueryWord]) -> Query:
    keys = keys_of(words)
    wanted = set(keys)
    meanings: dict[str, list[Lexemes]] = {}
    rows = WordMeaning.objects.filter(keys__overlap=keys).order_by("pk")
    for own_keys, members in rows.values_list("keys", "members"):
        for key in wanted & set(own_keys):
            meanings.setdefault(key, []).extend(member["lexemes"] for member in members)
    return build(words, meanings)
