"""Words of the glossary as people write them: one on a line (or after a semicolon in a table),
further stems after a bar: `vald | valla, valda`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

LONGEST_WORD, LONGEST_STEM, MOST_STEMS = 120, 60, 8


@dataclass(frozen=True)
class WrittenWord:
    language: str
    word: str
    usage: str  # preferred, allowed or avoided
    stems: tuple[str, ...] = ()


class WordRefused(Exception):
    """`code` is long, stem or twice; `word` the one that is wrong."""

    def __init__(self, code: str, word: str) -> None:
        super().__init__(code, word)
        self.code, self.word = code, word


def read_words(given: str, *, language: str, usage: str) -> list[WrittenWord]:
    """Raises WordRefused."""
    found = []
    for line in re.split(r"[\n;]", given):
        word, _, rest = line.partition("|")
        word = " ".join(word.split())
        if not word:
            continue
        if len(word) > LONGEST_WORD:
            raise WordRefused("long", word)
        stems = tuple(stem for part in rest.split(",") if (stem := part.strip().lower()))
        if len(stems) > MOST_STEMS or any(not 2 <= len(s) <= LONGEST_STEM for s in stems):
            raise WordRefused("stem", word)
        found.append(WrittenWord(language, word, usage, stems))
    return found


def write_words(words: Iterable[tuple[str, Iterable[str]]], separator: str = "\n") -> str:
    """(word, its stems) each; what `read_words` reads."""
    return separator.join(
        f"{word} | {', '.join(stems)}" if (stems := list(given)) else word for word, given in words
    )


def check_once(words: Iterable[WrittenWord]) -> None:
    """Each word once in a language, whatever its usage. Raises WordRefused."""
    seen = set()
    for each in words:
        key = (each.language, each.word.lower())
        if key in seen:
            raise WordRefused("twice", each.word)
        seen.add(key)
