"""What is warned of, what changed and what was not understood, in sentences.

In the language that is being spoken: letters activate their reader's first.
"""

from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from loim.events.logic.agenda.changes import Change, ChangeKind, changes
from loim.events.logic.agenda.conflicts import AgendaWarning, Conflict
from loim.events.logic.agenda.content import AgendaContent, wording
from loim.events.logic.agenda.lines import Trouble
from loim.events.models import Session, SessionKind, Speaker


def trouble_in_words(trouble: Trouble) -> str:
    """What to do about a line that was not understood."""
    return {
        Trouble.TIME: _("The time is not understood. Write it as 10.30 or 10.30–11.00."),
        Trouble.BACKWARDS: _("It ends before it begins. Put the times right."),
        Trouble.NO_TITLE: _("There is a time but no title. Write one after the time."),
        Trouble.NO_TIME: _(
            "There is no time before it. Begin the line with a time, or take the line away."
        ),
        Trouble.DAY_WORDS: _(
            "The date is understood; the other words of the line are not kept. Put them in a"
            " session's line if they are needed."
        ),
    }[trouble]


def warning_in_words(
    warning: AgendaWarning, sessions: Mapping[int, Session], speakers: Mapping[int, Speaker]
) -> str:
    one, other = sessions[warning.keys[0]], sessions[warning.keys[-1]]
    said = {
        "one": one.text("title"),
        "other": other.text("title"),
        "room": one.room,
        "day": date_format(one.day, "SHORT_DATE_FORMAT"),
        "start": _clock(one.start_time),
        "names": ", ".join(sorted(speakers[key].name for key in warning.speakers)),
        "end": _clock(one.end_time) if one.end_time else _clock(one.start_time),
        "next": _clock(other.start_time),
    }
    sentence = {
        Conflict.OUTSIDE_DAYS: _("“%(one)s” is on %(day)s, which is not a day of the event."),
        Conflict.OUTSIDE_TIMES: _("“%(one)s” at %(start)s is outside the times of the event."),
        Conflict.ROOM_TWICE: _("“%(one)s” and “%(other)s” are in %(room)s at the same time."),
        Conflict.OVERLAP: _("“%(one)s” and “%(other)s” overlap, and neither names a room."),
        Conflict.SPEAKER_TWICE: _(
            "%(names)s would be at “%(one)s” and at “%(other)s” at the same time."
        ),
        Conflict.GAP: _("Nothing is planned on %(day)s between %(end)s and %(next)s."),
    }[warning.conflict]
    return sentence % said


def changes_in_words(
    before: AgendaContent, after: AgendaContent, *, has_private: bool = True
) -> list[str]:
    """Without `has_private`, nothing of materials that are for participants only."""
    days = {session["day"] for content in (before, after) for session in content["sessions"]}
    tell = _Teller(before, after, names_days=len(days) > 1)
    found = changes(before, after)
    if not has_private:
        found = [change for change in found if not _is_private(change)]
    return list(dict.fromkeys(tell.sentence(change) for change in found))


def _is_private(change: Change) -> bool:
    parts = [part for part in (change.before, change.after) if part is not None]
    return any(not part.get("is_public", True) for part in parts)


class _Teller:
    def __init__(self, before: AgendaContent, after: AgendaContent, *, names_days: bool) -> None:
        self.source_before, self.source_after = before["language"], after["language"]
        self.names = {speaker["key"]: speaker["name"] for speaker in after["speakers"]}
        self.names_days = names_days

    def sentence(self, change: Change) -> str:
        before, after = change.before or {}, change.after or {}
        said = {
            "title": self._title(change.after, self.source_after)
            or self._title(change.before, self.source_before),
            "was": self._title(change.before, self.source_before),
            "name": after.get("name") or before.get("name", ""),
            "when": self._when(change.after or change.before),
            "before": self._when(change.before),
            "room": after.get("room", ""),
            "kind": SessionKind(after["kind"]).label if after.get("kind") else "",
            "names": ", ".join(self._names(after.get("speakers", []))),
        }
        return self._form(change.kind, said) % said

    def _form(self, kind: ChangeKind, said: Mapping[str, Any]) -> str:
        if kind == ChangeKind.ROOM and not said["room"]:
            return _("“%(title)s” has no room of its own any more.")
        if kind == ChangeKind.SPEAKERS and not said["names"]:
            return _("“%(title)s” has no named speakers any more.")
        if kind == ChangeKind.RENAMED and said["was"] == said["title"]:
            return _("The text of “%(title)s” was changed.")
        return {
            ChangeKind.ADDED: _("New: %(when)s “%(title)s”."),
            ChangeKind.REMOVED: _("Left out: %(when)s “%(title)s”."),
            ChangeKind.MOVED: _("“%(title)s” is now at %(when)s; it was at %(before)s."),
            ChangeKind.ROOM: _("“%(title)s” is now in %(room)s."),
            ChangeKind.RENAMED: _("“%(was)s” is now called “%(title)s”."),
            ChangeKind.SPEAKERS: _("The speakers of “%(title)s” are now: %(names)s."),
            ChangeKind.DESCRIPTION: _("The text of “%(title)s” was changed."),
            ChangeKind.KIND: _("“%(title)s” is now marked as: %(kind)s."),
            ChangeKind.SPEAKER_ADDED: _("New speaker: %(name)s."),
            ChangeKind.SPEAKER_REMOVED: _("No longer among the speakers: %(name)s."),
            ChangeKind.SPEAKER: _("What is said about %(name)s was changed."),
            ChangeKind.MATERIAL_ADDED: _("New material: “%(title)s”."),
            ChangeKind.MATERIAL_REMOVED: _("Material taken away: “%(title)s”."),
            ChangeKind.MATERIAL: _("Material changed: “%(title)s”."),
        }[kind]

    def _title(self, part: Mapping[str, Any] | None, source: str) -> str:
        return wording(part, "title", get_language() or source, source)[0] if part else ""

    def _when(self, part: Mapping[str, Any] | None) -> str:
        if part is None or "start" not in part:
            return ""
        start = _clock(time.fromisoformat(part["start"]))
        times = f"{start}–{_clock(time.fromisoformat(part['end']))}" if part["end"] else start
        if not self.names_days:
            return times
        return f"{date_format(date.fromisoformat(part['day']), 'SHORT_DATE_FORMAT')} {times}"

    def _names(self, keys: Iterable[int]) -> list[str]:
        return [self.names[key] for key in keys if key in self.names]


def _clock(moment: time) -> str:
    return moment.strftime("%H:%M")
