"""Addresses made of titles: small Latin letters, digits, hyphens."""

import re
import unicodedata

LONGEST = 80
# Addresses below /pages/ and /news/ that mean something else.
RESERVED = frozenset({"new", "expired", "redirects", "choose", "archive", "feed"})
# National 2010 transliteration of Ukrainian and the usual one of Russian, without marks.
_CYRILLIC = dict(
    zip(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщыэюяёъьʼ",
        ["a", "b", "v", "g", "g", "d", "e", "ie", "zh", "z", "i", "i", "i", "i", "k", "l", "m",
         "n", "o", "p", "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "y", "e", "iu",
         "ia", "e", "", "", ""],
        strict=True,
    )
)  # fmt: skip
_OTHERS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "'": "", "’": ""})


def slug_of(title: str) -> str:
    """'Elukoha registreerimine!' gives 'elukoha-registreerimine'; '' where nothing is left."""
    latin = "".join(_CYRILLIC.get(sign, sign) for sign in title.lower()).translate(_OTHERS)
    plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(slug) > LONGEST - 4:  # room for a number behind it
        slug = slug[: LONGEST - 4].rsplit("-", 1)[0].strip("-")
    return slug


def free_slug(title: str, taken: frozenset[str], *, otherwise: str) -> str:
    """The title's, with a number behind it where another has it."""
    wanted = slug_of(title) or otherwise
    slug, number = wanted, 1
    while slug in taken or slug in RESERVED:
        number += 1
        slug = f"{wanted}-{number}"
    return slug
