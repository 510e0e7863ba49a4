"""Is this the thing that we know under a slightly different title?"""

from collections.abc import Hashable, Iterable
from typing import TypeVar

from loim.people.logic.organisation_names import folded, similarity

ALIKE = 0.5  # of three-letter pieces, as PostgreSQL's pg_trgm counts them
MOST = 5
Key = TypeVar("Key", bound=Hashable)


def alike(title: str, known: Iterable[tuple[Key, str]]) -> list[Key]:
    """Keys of the titles that are much like this one, the nearest first; each once."""
    wanted = folded(title)
    if not wanted:
        return []
    best: dict[Key, float] = {}
    for key, other in known:
        share = similarity(wanted, folded(other))
        if share >= ALIKE and share > best.get(key, 0):
            best[key] = share
    return sorted(best, key=lambda key: (-best[key], str(key)))[:MOST]
