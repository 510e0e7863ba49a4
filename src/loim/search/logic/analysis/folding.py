"""Letters without their marks, for whoever types without them: õ ä ö ü š ž, ё and ґ."""

import unicodedata
from itertools import product
from math import prod

_CYRILLIC = str.maketrans({"ё": "е", "ґ": "г", "ʼ": "'", "’": "'"})
_KEPT = {"й", "ї", "Й", "Ї"}
# What a letter without a mark may stand for in Estonian. What is written for 'õ' differs.
_MAY_BE = {"o": "oõö", "a": "aä", "u": "uü", "s": "sš", "z": "zž"}
MOST_READINGS = 600


def fold(word: str) -> str:
    """In small letters, without marks: 'Lõimumine' and 'loimumine' are the same."""
    word = word.casefold().translate(_CYRILLIC)
    if word.isascii():
        return word
    plain = []
    for letter in word:
        if letter in _KEPT:
            plain.append(letter)
            continue
        plain.append(
            "".join(c for c in unicodedata.normalize("NFD", letter) if not unicodedata.combining(c))
        )
    return "".join(plain)


def readings(word: str, most: int = MOST_READINGS) -> list[str]:
    """All ways to set marks on an Estonian word written without any, itself left out. Of a word
    that has very many, š and ž, which are rare, are left out, then ö, and at last all."""
    for letters in ("oausz", "oau", "ou"):
        choices = [_MAY_BE[c] if c in letters else c for c in word]
        if prod(map(len, choices)) <= most:
            return [found for each in product(*choices) if (found := "".join(each)) != word]
    return []
