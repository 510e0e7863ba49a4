"""Two people writing the same text: whose words are kept, and which are shown to both."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edited:
    """What a person wrote, and the fingerprint of the text that they began from."""

    text: str
    base: str


@dataclass(frozen=True, slots=True)
class Merged:
    """`changed` may be saved; `conflicts` are texts that somebody else changed meanwhile."""

    changed: dict[str, str]
    conflicts: frozenset[str]


def tidy(text: str) -> str:
    """As it is kept: line ends of one kind, no blanks at the end."""
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()


def fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def merge(stored: Mapping[str, str], edited: Mapping[str, Edited]) -> Merged:
    """By the name of each text. Names that are not stored are passed over.

    Nobody's words are lost: a text that has changed since the person began from it is
    saved only where they left it as it was then (theirs stands) or wrote the same.
    """
    changed, conflicts = {}, set()
    for name, edit in edited.items():
        if name not in stored:
            continue
        now, wanted = stored[name], tidy(edit.text)
        if wanted == now or fingerprint(wanted) == edit.base:
            continue
        if fingerprint(now) == edit.base:
            changed[name] = wanted
        else:
            conflicts.add(name)
    return Merged(changed, frozenset(conflicts))
