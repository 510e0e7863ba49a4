"""The place of a text that says what was looked for, with the words marked."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from loim.search.logic.analysis.folding import fold
from loim.search.logic.analysis.tokens import normal, spans
from loim.search.logic.analysis.words import KEPT_WORDS, analyse

READ = 20_000  # characters of a text that are looked through
WORDS = 32
BEFORE = 8  # words before the first that is marked


@dataclass(frozen=True)
class Piece:
    text: str
    is_hit: bool = False


def marked(text: str, language: str, lexemes: AbstractSet[str]) -> list[Piece]:
    """The whole text in pieces; those that were looked for are hits."""
    text = normal(text)
    hits = [(start, end) for _word, start, end, is_hit in _read(text, language, lexemes) if is_hit]
    return _pieces(text, 0, len(text), hits)


def snippet(text: str, language: str, lexemes: AbstractSet[str]) -> list[Piece]:
    """About thirty words around the place that has most of the words looked for; the beginning
    where none is. An ellipsis says that there is more."""
    text = " ".join(normal(text[:READ]).split())
    read = _read(text, language, lexemes)
    if not read:
        return []
    first = _best_start(read)
    shown = read[first : first + WORDS]
    start = 0 if first == 0 else shown[0][1]
    end = len(text) if first + WORDS >= len(read) else shown[-1][2]
    pieces = _pieces(text, start, end, [(a, b) for _word, a, b, is_hit in shown if is_hit])
    before = [Piece("… ")] if start else []
    after = [Piece(" …")] if end < len(text) else []
    return [*before, *pieces, *after]


def _read(text: str, language: str, lexemes: AbstractSet[str]) -> list[tuple[str, int, int, bool]]:
    says: dict[str, bool] = {}  # of each word once, however often a book has it
    found = []
    for word, start, end in spans(text):
        if word not in says:
            says[word] = _says(word, language, lexemes)
        found.append((word, start, end, says[word]))
    return found


def _says(word: str, language: str, lexemes: AbstractSet[str]) -> bool:
    return not _said(word, language).isdisjoint(lexemes)


@lru_cache(maxsize=KEPT_WORDS)
def _said(word: str, language: str) -> frozenset[str]:
    """By which lexemes a word is found, with marks and without; kept, since every search reads
    thousands of words."""
    form = word.casefold().replace("ё", "е")
    found = analyse(word, language)
    if found.is_function_word:
        return frozenset((form,))
    said = (form, *found.lemmas, *found.parts, *found.bases)
    return frozenset((*said, *map(fold, said)))


def _best_start(read: Sequence[tuple[str, int, int, bool]]) -> int:
    """Where the window with most different hits begins, a few words before the first of them."""
    hits = [(number, word.casefold()[:6]) for number, (word, _s, _e, hit) in enumerate(read) if hit]
    if not hits:
        return 0
    best, where = 0, hits[0][0]
    for number, _word in hits:
        inside = {word for at, word in hits if number <= at < number + WORDS - BEFORE}
        if len(inside) > best:
            best, where = len(inside), number
    return max(0, min(where - BEFORE, len(read) - WORDS)) if len(read) > WORDS else 0


def _pieces(text: str, start: int, end: int, hits: Sequence[tuple[int, int]]) -> list[Piece]:
    found: list[Piece] = []
    for hit_start, hit_end in hits:
        if hit_start > start:
            found.append(Piece(text[start:hit_start]))
        found.append(Piece(text[hit_start:hit_end], is_hit=True))
        start = hit_end
    if end > start:
        found.append(Piece(text[start:end]))
    return found
