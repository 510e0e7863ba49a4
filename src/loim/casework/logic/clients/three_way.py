"""Two people changed the same record: what each did, so that nothing is lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Differences:
    """`merged` is what to go on with: one's own where one changed something, else the other's."""

    theirs: tuple[str, ...]  # what the other changed
    both: tuple[str, ...]  # of these, what I changed to something else
    merged: dict[str, Any]


def differences(
    base: Mapping[str, Any], current: Mapping[str, Any], mine: Mapping[str, Any]
) -> Differences:
    """`base` is what I saw, `current` what stands now, `mine` what I wrote."""
    theirs = tuple(name for name in mine if current.get(name) != base.get(name))
    both = tuple(name for name in theirs if mine[name] not in (base.get(name), current.get(name)))
    merged = {
        name: current.get(name) if mine[name] == base.get(name) else mine[name] for name in mine
    }
    return Differences(theirs, both, merged)
