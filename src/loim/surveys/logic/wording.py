"""Whether a text that people have answered still says the same after it was changed.

No program can tell what a sentence means. This one lets slips of the keyboard pass and stops
what changes meaning though it looks small: a number, a negation. Whoever changes a text also
says in so many words that its meaning stays.
"""

import re
from difflib import SequenceMatcher

LEAST_ALIKE = 0.8
_WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)?")
_NEGATIONS = frozenset(
    {
        "ei", "mitte", "pole", "ära", "ärge", "ilma", "no", "not", "never", "without", "don't",
        "не", "нет", "без", "никогда", "ні", "ніколи", "немає",
    }
)  # fmt: skip


def says_the_same(before: str, after: str) -> bool:
    """As far as a program can tell. `before` is what people read first, not what it became since:
    many small steps are no way to another question."""
    return (
        _telling(before) == _telling(after)
        and SequenceMatcher(None, _plain(before), _plain(after), autojunk=False).ratio()
        >= LEAST_ALIKE
    )


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _telling(text: str) -> list[str]:
    """Numbers and negations, in their order."""
    words = _WORD.findall(text.casefold())
    return [word for word in words if word[0].isdigit() or word in _NEGATIONS]
