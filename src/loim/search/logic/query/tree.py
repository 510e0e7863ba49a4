"""A query as PostgreSQL takes it: all of its words, each by any of its lexemes.

`meanings` add other words of the same meaning, in whichever language, for one word or for several
in a row ('kohalik omavalitsus', 'KOV').
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from loim.search.logic.query.reading import QueryWord
from loim.search.logic.vector import quoted

LONGEST_PHRASE = 4  # words of one meaning
MOST_KEYS = 60
Lexemes = Sequence[Sequence[str]]  # of each word of a phrase, any of them


@dataclass(frozen=True)
class Query:
    """`direct` is what was typed, `full` what it may mean as well; both as a tsquery's text.
    `lexemes` are all of them, to be marked where they are found."""

    direct: str
    full: str
    lexemes: frozenset[str]

    @property
    def is_widened(self) -> bool:
        return self.direct != self.full


def keys_of(words: Sequence[QueryWord]) -> list[str]:
    """Under which `WordMeaning.keys` the words may be found, alone and several in a row."""
    found: list[str] = []
    for length in range(LONGEST_PHRASE, 0, -1):
        for start in range(len(words) - length + 1):
            found += _keys(words[start : start + length])
    return list(dict.fromkeys(found))


def _keys(words: Sequence[QueryWord]) -> list[str]:
    choices = [(*word.lexemes[:4], *word.others[:3]) for word in words]
    return [" ".join(each) for each in product(*choices)][:MOST_KEYS]


def build(words: Sequence[QueryWord], meanings: Mapping[str, Sequence[Lexemes]]) -> Query:
    """`meanings` by key: the phrases that mean the same."""
    direct = _all(_any(map(quoted, word.lexemes)) for word in words)
    groups: list[str] = []
    position = 0
    added: list[str] = []
    while position < len(words):
        length, phrases = _longest(words[position:], meanings)
        span = words[position : position + length]
        own = _all(_any(map(quoted, (*word.lexemes, *word.others))) for word in span)
        groups.append(_any([own, *(_phrase(phrase) for phrase in phrases)]))
        added += [lexeme for phrase in phrases for options in phrase for lexeme in options]
        position += length
    own_lexemes = [each for word in words for each in (*word.lexemes, *word.others)]
    return Query(direct, _all(groups), frozenset([*own_lexemes, *added]))


def any_of(words: Sequence[QueryWord]) -> str:
    """Any of the words, where no text has them all."""
    return _any(_any(map(quoted, (*word.lexemes, *word.others))) for word in words)


def by_parts(words: Sequence[QueryWord]) -> str:
    """Compounds taken apart, where nothing has them whole: 'lõimumiskohvik' in a text that says
    'lõimumise kohvik'."""
    return _all(
        _any(
            [
                *map(quoted, (*word.lexemes, *word.others)),
                *([_all(map(quoted, word.parts))] if len(word.parts) > 1 else []),
            ]
        )
        for word in words
    )


def _longest(
    words: Sequence[QueryWord], meanings: Mapping[str, Sequence[Lexemes]]
) -> tuple[int, list[Lexemes]]:
    for length in range(min(LONGEST_PHRASE, len(words)), 0, -1):
        found = [p for key in _keys(words[:length]) for p in meanings.get(key, ())]
        if found:
            return length, found
    return 1, []


def _phrase(phrase: Lexemes) -> str:
    return _all(_any(map(quoted, options)) for options in phrase)


def _any(parts: Iterable[str]) -> str:
    found = list(dict.fromkeys(parts))
    return found[0] if len(found) == 1 else f"({' | '.join(found)})"


def _all(parts: Iterable[str]) -> str:
    found = list(dict.fromkeys(parts))
    return found[0] if len(found) == 1 else f"({' & '.join(found)})"
