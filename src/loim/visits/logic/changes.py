"""What became different in somebody's itinerary since they were last told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

LegFacts = Mapping[str, Any]  # as a release keeps them: start, end, title, town, place, is_off


class ChangeKind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    OFF = "off"  # the host had to cancel
    MOVED = "moved"
    PLACE = "place"
    RENAMED = "renamed"


@dataclass(frozen=True)
class Change:
    kind: ChangeKind
    before: LegFacts | None
    after: LegFacts | None


@dataclass(frozen=True)
class Told:
    """The legs by their key, and each person's own, as they were given out."""

    legs: Mapping[str, LegFacts]
    goes: Mapping[str, Sequence[int]]


def changes_for(person: int, before: Told, after: Told) -> list[Change]:
    """In the order of time; nothing where nothing concerns them."""
    was = {str(key): before.legs[str(key)] for key in before.goes.get(str(person), ())}
    now = {str(key): after.legs[str(key)] for key in after.goes.get(str(person), ())}
    found: list[tuple[str, Change]] = []
    for key, facts in was.items():
        if key not in now:
            found.append((facts["start"], Change(ChangeKind.REMOVED, facts, None)))
    for key, facts in now.items():
        if key not in was:
            found.append((facts["start"], Change(ChangeKind.ADDED, None, facts)))
        else:
            kinds = _differences(was[key], facts)
            found += [(facts["start"], Change(kind, was[key], facts)) for kind in kinds]
    return [change for _start, change in sorted(found, key=lambda pair: pair[0])]


def _differences(was: LegFacts, now: LegFacts) -> list[ChangeKind]:
    if now["is_off"] != was["is_off"]:
        return [ChangeKind.OFF if now["is_off"] else ChangeKind.ADDED]
    found = []
    if (was["start"], was["end"]) != (now["start"], now["end"]):
        found.append(ChangeKind.MOVED)
    if any(was[name] != now[name] for name in ("town", "to_town", "place", "address")):
        found.append(ChangeKind.PLACE)
    if was["title"] != now["title"]:
        found.append(ChangeKind.RENAMED)
    return found
