"""The words of a document as PostgreSQL keeps them: each with its places and their weight.

A: the title's words, lemmas and forms alike; B: lemmas of the body and of keywords; C: parts of
compounds; D: forms as they are written. What is written with marks is kept without them, too.
The value is the same as that of `setweight(to_tsvector('simple', ...), ...)`, made here because
PostgreSQL's parser would cut 'Ida-Virumaa' and '3.5.1.3' in its own way.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from loim.search.logic.analysis.folding import fold
from loim.search.logic.analysis.tokens import normal, tokens
from loim.search.logic.analysis.words import analyse

LAST_POSITION = 16_383  # PostgreSQL knows no later one
MOST_POSITIONS = 250  # of one lexeme
GAP = 50  # between texts, so that the end of one is not near the beginning of the next
_ORDER = "ABCD"


@dataclass
class VectorWriter:
    """Adds texts one after another; `words` counts what a reader would type, by lemma."""

    places: dict[str, dict[int, str]] = field(default_factory=dict)
    words: Counter[str] = field(default_factory=Counter)
    position: int = 0
    titles_end: int = 0

    def add(self, text: str, language: str, *, is_title: bool = False) -> None:
        for token in tokens(normal(text)):
            self.position = min(self.position + 1, LAST_POSITION)
            found = analyse(token, language)
            form = token.casefold().replace("ё", "е")
            self._put(found.lemmas, "A" if is_title else "B")
            self._put((*found.parts, *found.bases), "B" if is_title else "C")
            self._put((form,), "A" if is_title else "D")
            if not found.is_function_word and len(form) > 2 and not form[0].isdigit():
                self.words[found.lemmas[0]] += 1
        if is_title:
            self.titles_end = self.position
        self.position = min(self.position + GAP, LAST_POSITION)

    def _put(self, lexemes: Iterable[str], weight: str) -> None:
        for lexeme in lexemes:
            self._put_one(lexeme, weight)
            folded = fold(lexeme)
            if folded != lexeme:
                self._put_one(folded, weight)

    def _put_one(self, lexeme: str, weight: str) -> None:
        places = self.places.setdefault(lexeme, {})
        if len(places) < MOST_POSITIONS:
            places[self.position] = min(weight, places.get(self.position, weight))

    def literal(self) -> str:
        """As PostgreSQL reads a tsvector."""
        return _literal(self.places)

    def title_literal(self) -> str:
        """What of it the titles say; they are added before anything else."""
        return _literal(
            {
                lexeme: own
                for lexeme, places in self.places.items()
                if (own := {at: w for at, w in places.items() if at <= self.titles_end})
            }
        )


def _literal(places: Mapping[str, Mapping[int, str]]) -> str:
    return " ".join(
        f"{quoted(lexeme)}:{','.join(f'{place}{weight}' for place, weight in own.items())}"
        for lexeme, own in places.items()
    )


def quoted(lexeme: str) -> str:
    """One lexeme in a tsvector or a tsquery; whatever a person typed stays one word."""
    escaped = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


@dataclass(frozen=True)
class Said:
    """What one language says: see `providers.Words`."""

    title: str
    body: str = ""
    keywords: str = ""


def write_vector(texts: Mapping[str, Said]) -> VectorWriter:
    """Titles first, so that they keep true places in long documents."""
    writer = VectorWriter()
    for language, text in texts.items():
        writer.add(text.title, language, is_title=True)
    for language, text in texts.items():
        writer.add(text.keywords, language)
    for language, text in texts.items():
        writer.add(text.body, language)
    return writer
