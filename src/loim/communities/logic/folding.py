"""Which assets say the same in other words: by their letters alone, for a keeper to decide."""

import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import combinations

ALIKE = 0.82  # of 1; found by trying with lists from village meetings
MOST_COMPARED = 400  # in one kind: pairs grow with the square


def folded(text: str) -> str:
    """Small letters without marks, words in the order of the alphabet: 'Traktor, suur' and
    'suur traktor' are one."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(sign if sign.isalnum() else " " for sign in plain if not _is_mark(sign))
    return " ".join(sorted(letters.split()))


def likeness_of(one: str, other: str) -> float:
    """From 0 (nothing in common) to 1 (the same, folded). Symmetric."""
    a, b = sorted((folded(one), folded(other)))
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    # One with a word more is very likely the same thing said more closely.
    if set(a.split()) <= set(b.split()) or set(b.split()) <= set(a.split()):
        return 0.9
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def doubles(assets: Sequence[tuple[int, str, str]]) -> list[tuple[int, int]]:
    """Pairs of keys that may be one; `assets` are (key, kind, title). The likest first, then in
    the order given; only within a kind."""
    found = []
    by_kind: dict[str, list[tuple[int, int, str]]] = {}
    for place, (key, kind, title) in enumerate(assets):
        by_kind.setdefault(kind, []).append((place, key, title))
    for rows in by_kind.values():
        for (place, key, title), (later, other, words) in combinations(rows[:MOST_COMPARED], 2):
            score = likeness_of(title, words)
            if score >= ALIKE:
                found.append((-score, place, later, key, other))
    return [(key, other) for _score, _place, _later, key, other in sorted(found)]


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign).startswith("M")
