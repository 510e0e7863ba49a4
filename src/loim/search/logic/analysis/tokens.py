"""Where words begin and end, and how they are written when they are compared."""

import re
import unicodedata
from collections.abc import Iterator

# Words with hyphens and apostrophes inside, and numbers such as 3.5.1.3.
_TOKEN = re.compile(r"\d+(?:[.,/]\d+)+|[^\W_]+(?:[-‑’'ʼ][^\W_]+)*")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[a-z\u00c0-\u024f]", re.IGNORECASE)
_HYPHEN = re.compile("-")
# Soft hyphen and stress mark away; other hyphens and apostrophes as the common ones.
_LETTERS = str.maketrans({"\u00ad": "", "\u0301": "", "‑": "-", "’": "'", "ʼ": "'", "`": "'"})
LONGEST = 60  # of a word that is kept; what is longer is no word


def normal(text: str) -> str:
    """One way of writing each letter; soft hyphens and stress marks are nobody's letters."""
    text = unicodedata.normalize("NFC", text)
    return text.translate(_LETTERS)


def tokens(text: str) -> Iterator[str]:
    for match in _TOKEN.finditer(text):
        if len(match[0]) <= LONGEST:
            yield match[0]


def spans(text: str) -> Iterator[tuple[str, int, int]]:
    """Each word with where it begins and ends in `text`."""
    for match in _TOKEN.finditer(text):
        if len(match[0]) <= LONGEST:
            yield match[0], match.start(), match.end()


def inner_words(token: str) -> list[str]:
    """'Ida-Virumaa' has two; a word without a hyphen has none."""
    found = [part for part in _HYPHEN.split(token) if len(part) > 1]
    return found if len(found) > 1 else []


def is_cyrillic(token: str) -> bool:
    return bool(_CYRILLIC.search(token))


def is_latin(token: str) -> bool:
    return bool(_LATIN.search(token))
