"""Type-ahead: how words of public texts that begin like this go on, the most frequent first."""

from django.db import connection

from loim.search.logic.analysis.folding import fold
from loim.search.logic.analysis.tokens import normal

MOST = 8
INDEXED_BEGINNING = 3  # letters; up to here the most frequent come straight from an index
_LAST = "\U0010ffff"


def suggestions(text: str, *, limit: int = MOST) -> list[str]:
    """What was typed, with its last word completed; one query. What was typed before the last
    word stays as it is."""
    before, _, last = normal(text.lstrip()[:200]).rpartition(" ")
    folded = fold(last)
    if not folded:
        return []
    start = f"{before} " if before else ""
    return [f"{start}{word}" for word in completions(folded, limit)]


def completions(folded: str, limit: int = MOST) -> list[str]:
    if len(folded) <= INDEXED_BEGINNING:
        condition, values = f"left(folded, {len(folded)}) = %s", [folded]
    else:
        condition, values = "folded >= %s AND folded < %s", [folded, folded + _LAST]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT word FROM search_knownword WHERE {condition}"  # noqa: S608  # our constants
            " ORDER BY documents DESC, word LIMIT %s",
            [*values, limit],
        )
        return [word for (word,) in cursor.fetchall()]
