"""Is this the organisation that we know under a slightly different name?"""

import re
import unicodedata

# 'MTÜ Avatud Uks' and 'Avatud Uks MTÜ' are one; written as they look once folded.
LEGAL_FORMS = frozenset({"mtu", "ou", "as", "sa", "fie", "tu", "uu"})
ALIKE = 0.5


def folded(name: str) -> str:
    """Without letter case, marks, punctuation and legal form: 'MTÜ Õunapuu' → 'ounapuu'."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    words = re.findall(r"\w+", letters)
    kept = [word for word in words if word not in LEGAL_FORMS]
    return " ".join(kept or words)


def similarity(one: str, other: str) -> float:
    """From 0 to 1: the share of three-letter pieces that two folded names have in common."""
    mine, theirs = _pieces(one), _pieces(other)
    if not mine or not theirs:
        return 0.0
    return len(mine & theirs) / len(mine | theirs)


def is_alike(one: str, other: str) -> bool:
    """For folded names."""
    return one == other or similarity(one, other) >= ALIKE


def _pieces(name: str) -> set[str]:
    # Padded as PostgreSQL's pg_trgm does it, so that the beginnings of words weigh more.
    return {
        padded[start : start + 3]
        for padded in (f"  {word} " for word in name.split())
        for start in range(len(padded) - 2)
    }
