"""Two people write the same minutes: whose text stays, and where both must be shown."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass


def digest_of(text: str) -> str:
    """What a form remembers of the text that it was opened with."""
    return hashlib.sha256(normal(text).encode()).hexdigest()[:24]


def normal(text: str) -> str:
    """As a browser sends it back: line ends differ, blanks at the end do not count."""
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip()


@dataclass(frozen=True)
class Merged:
    """`changed` are to be written; of `conflicts` somebody has to choose."""

    changed: dict[int, str]
    conflicts: frozenset[int]


def merge(
    *, stored: Mapping[int, str], given: Mapping[int, str], seen: Mapping[int, str]
) -> Merged:
    """By item: what is stored now, what the form says, and the digest of what it was opened with.

    Of an item that only one of the two changed, that change stays.
    """
    changed: dict[int, str] = {}
    conflicts: set[int] = set()
    for key, text in given.items():
        if key not in stored:
            continue
        mine, theirs = normal(text), normal(stored[key])
        was = seen.get(key, "")
        if mine == theirs or digest_of(mine) == was:
            continue
        if digest_of(theirs) == was:
            changed[key] = mine
        else:
            conflicts.add(key)
    return Merged(changed, frozenset(conflicts))
