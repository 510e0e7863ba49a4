"""'Did you mean': the nearest word of public texts for a word that none of them has.

By Damerau's distance over words without marks; of equally near ones the most frequent. A word
that people may not read about is never guessed: only public texts have their words counted.
"""

from collections.abc import Sequence

from django.db import connection
from rapidfuzz import process
from rapidfuzz.distance import OSA

from loim.search.logic.analysis.folding import fold
from loim.search.logic.query.reading import QueryWord
from loim.search.models import KnownWord

SHORTEST = 4  # letters of a word that is corrected
LONG = 6  # from here on two letters may be wrong, from LONGER on three
LONGER = 12
MOST_NEAR = 200  # equally near words among which the most frequent is chosen


def corrected(words: Sequence[QueryWord]) -> str:
    """The words with those that are in no text put right; '' where nothing is to be put right."""
    wanted = [word for word in words if len(word.typed) >= SHORTEST]
    if not wanted:
        return ""
    lexemes = {lexeme for word in wanted for lexeme in (*word.lexemes, *word.others)}
    present = set(KnownWord.objects.filter(word__in=lexemes).values_list("word", flat=True))
    found = []
    for word in words:
        unknown = word in wanted and present.isdisjoint((*word.lexemes, *word.others))
        found.append((nearest(word) if unknown else "") or word.typed)
    better = " ".join(found)
    return better if better.casefold() != " ".join(w.typed for w in words).casefold() else ""


def nearest(word: QueryWord) -> str:
    """'' where no word is near enough. Its dictionary form is tried, too, since words are kept
    by theirs."""
    forms = sorted({fold(word.typed), *(fold(lexeme.rstrip("~")) for lexeme in word.lexemes)})
    candidates = _words_about_as_long(forms)
    near: dict[str, int] = {}
    for form in forms:
        allowed = _allowed(len(form))
        for found, distance, _number in process.extract(
            form, candidates, scorer=OSA.distance, score_cutoff=allowed, limit=MOST_NEAR
        ):
            near[found] = min(near.get(found, allowed), int(distance))
    rows = KnownWord.objects.filter(folded__in=near, documents__gt=0)
    best = min(((near[row.folded], -row.documents, row.word) for row in rows), default=(0, 0, ""))
    return best[2]


def _allowed(length: int) -> int:
    return 1 if length < LONG else 2 if length < LONGER else 3


def _words_about_as_long(forms: Sequence[str]) -> list[str]:
    """Without marks. In one value, since a hundred thousand rows would take longer to read than
    to compare."""
    shortest, longest = min(map(len, forms)) - 2, max(map(len, forms)) + 2
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(string_agg(folded, ' '), '') FROM search_knownword"
            " WHERE length(folded) BETWEEN %s AND %s AND documents > 0",
            [shortest, longest],
        )
        [joined] = cursor.fetchone()
    return list(dict.fromkeys(joined.split()))
