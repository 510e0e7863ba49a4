"""What became different between two agendas, as facts that can be put in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from loim.events.logic.agenda.content import AgendaContent, SessionContent


class ChangeKind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"  # to another day or time
    ROOM = "room"
    RENAMED = "renamed"
    SPEAKERS = "speakers"
    DESCRIPTION = "description"
    KIND = "kind"
    SPEAKER_ADDED = "speaker_added"
    SPEAKER_REMOVED = "speaker_removed"
    SPEAKER = "speaker"  # a name, position or biography
    MATERIAL_ADDED = "material_added"
    MATERIAL_REMOVED = "material_removed"
    MATERIAL = "material"


_SPEAKERS = (ChangeKind.SPEAKER_ADDED, ChangeKind.SPEAKER_REMOVED, ChangeKind.SPEAKER)
_MATERIALS = (ChangeKind.MATERIAL_ADDED, ChangeKind.MATERIAL_REMOVED, ChangeKind.MATERIAL)


@dataclass(frozen=True)
class Change:
    """`before` and `after` are the session, speaker or material as it was and is."""

    kind: ChangeKind
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


def changes(before: AgendaContent, after: AgendaContent) -> list[Change]:
    """In the order of the agenda; the same agenda twice gives none."""
    return [
        *_session_changes(before, after),
        *_part_changes(before["speakers"], after["speakers"], _SPEAKERS),
        *_part_changes(before["materials"], after["materials"], _MATERIALS),
    ]


def _session_changes(before: AgendaContent, after: AgendaContent) -> list[Change]:
    was = {session["key"]: session for session in before["sessions"]}
    now = {session["key"]: session for session in after["sessions"]}
    found: list[tuple[tuple[str, str], Change]] = [
        (_place(session), Change(ChangeKind.REMOVED, session, None))
        for key, session in was.items()
        if key not in now
    ]
    for key, session in now.items():
        if key not in was:
            found.append((_place(session), Change(ChangeKind.ADDED, None, session)))
        else:
            kinds = _differences(was[key], session)
            found += [(_place(session), Change(kind, was[key], session)) for kind in kinds]
    return [change for _place_of, change in sorted(found, key=lambda pair: pair[0])]


def _place(session: SessionContent) -> tuple[str, str]:
    return session["day"], session["start"]


def _differences(was: SessionContent, now: SessionContent) -> list[ChangeKind]:
    found = []
    if (was["day"], was["start"], was["end"]) != (now["day"], now["start"], now["end"]):
        found.append(ChangeKind.MOVED)
    if was["room"] != now["room"]:
        found.append(ChangeKind.ROOM)
    if _texts(was, "title") != _texts(now, "title"):
        found.append(ChangeKind.RENAMED)
    if set(was["speakers"]) != set(now["speakers"]):
        found.append(ChangeKind.SPEAKERS)
    if _texts(was, "description") != _texts(now, "description"):
        found.append(ChangeKind.DESCRIPTION)
    if was["kind"] != now["kind"]:
        found.append(ChangeKind.KIND)
    return found


def _texts(part: Mapping[str, Any], field: str) -> dict[str, str]:
    return {language: texts[field] for language, texts in part["texts"].items() if texts.get(field)}


def _part_changes(before: Any, after: Any, kinds: tuple[ChangeKind, ...]) -> list[Change]:
    added, removed, changed = kinds
    was = {part["key"]: part for part in before}
    now = {part["key"]: part for part in after}
    found = [Change(removed, part, None) for key, part in was.items() if key not in now]
    for key, part in now.items():
        if key not in was:
            found.append(Change(added, None, part))
        elif was[key] != part:
            found.append(Change(changed, was[key], part))
    return found
