"""Names of organisations as people write them: folded, and with a government's many names as one."""

import re
import unicodedata
from dataclasses import dataclass

# The words that end a local government's name; 'KOV' does not say which kind it is.
URBAN, RURAL, EITHER = "urban", "rural", "either"
_GOVERNMENT_WORDS = {
    "linn": URBAN,
    "linna": URBAN,
    "linnas": URBAN,
    "linnast": URBAN,
    "linnavalitsus": URBAN,
    "linnavalitsuse": URBAN,
    "linnavalitsusest": URBAN,
    "lv": URBAN,
    "city": URBAN,
    "vald": RURAL,
    "valla": RURAL,
    "vallas": RURAL,
    "vallast": RURAL,
    "vallavalitsus": RURAL,
    "vallavalitsuse": RURAL,
    "vallavalitsusest": RURAL,
    "vv": RURAL,
    "kov": EITHER,
    "omavalitsus": EITHER,
    "omavalitsusest": EITHER,
}
# Written before or after the name, or not at all.
_LEGAL_FORMS = frozenset(
    [
        "mtu",
        "sa",
        "ou",
        "as",
        "uhing",
        "mittetulundusuhing",
        "sihtasutus",
        "osauhing",
        "aktsiaselts",
    ]
)
# The only city whose name is not the same in 'X linn' and alone.
_NOMINATIVES = {"tallinna": "tallinn"}


def fold(name: str) -> str:
    """Letters and digits only, in small letters without marks, one space between words."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", plain))


@dataclass(frozen=True)
class LooseName:
    """`government` is empty for anything that is not written as a local government."""

    stem: str
    government: str = ""


def loosen(name: str) -> LooseName:
    """What 'Rakvere LV', 'Rakvere linn' and 'Rakvere Linnavalitsus' share, and 'MTÜ X' with 'X'."""
    words = fold(name).split()
    if len(words) > 2 and words[-1] == "valitsus":  # 'Rakvere linna valitsus'
        words = words[:-1]
    if len(words) > 1 and words[-1] in _GOVERNMENT_WORDS:
        *stem, kind = words
        return LooseName(_stem(stem), _GOVERNMENT_WORDS[kind])
    bare = [word for word in words if word not in _LEGAL_FORMS]
    return LooseName(_stem(bare or words))


def _stem(words: list[str]) -> str:
    return " ".join(_NOMINATIVES.get(word, word) for word in words)


def trigrams(folded: str) -> frozenset[str]:
    """The three-letter pieces of each word, its edges marked, for likeness of names."""
    return frozenset(
        padded[start : start + 3]
        for padded in (f"  {word} " for word in folded.split())
        for start in range(len(padded) - 2)
    )


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """From 0 (nothing in common) to 1 (the same pieces)."""
    if not one or not other:
        return 0.0
    return 2 * len(one & other) / (len(one) + len(other))
