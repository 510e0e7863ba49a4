"""How many public texts have each word, kept by differences."""

from collections.abc import Mapping

from django.db import connection

from loim.search.logic.analysis.folding import fold
from loim.search.models import KnownWord


def count_words(changes: Mapping[str, int]) -> None:
    """Add to the counts; in one order, and only whoever holds the indexer's lock calls it."""
    found = sorted((word, number) for word, number in changes.items() if number)
    if not found:
        return
    words = [word for word, _number in found]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_knownword (word, folded, documents)"
            " SELECT * FROM unnest(%s::text[], %s::text[], %s::int[])"
            " ON CONFLICT (word) DO UPDATE SET documents = search_knownword.documents"
            " + EXCLUDED.documents",
            [words, [fold(word) for word in words], [number for _word, number in found]],
        )
    if any(number < 0 for _word, number in found):
        KnownWord.objects.filter(word__in=words, documents__lte=0).delete()
