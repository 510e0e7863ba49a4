"""An agenda as a page shows it: by day, rooms in parallel, in the reader's language.

`released_agenda` is for everybody: the last release, never the draft. Materials for
participants come only where the page is theirs.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language

from loim.common.translated import Text, text_of
from loim.events.logic.agenda import blocks
from loim.events.logic.agenda.conflicts import Slot
from loim.events.logic.agenda.content import AgendaContent, wording
from loim.events.models import AgendaRelease, Event, SessionKind
from loim.events.queries.agenda.content import draft_content, last_release
from loim.events.queries.agenda.materials import readable_materials


@dataclass(frozen=True)
class Worded:
    """Its `text(field)` is what the template tag `text` asks of a record."""

    part: Mapping[str, Any]
    source: str

    def text(self, name: str) -> Text:
        return text_of(*wording(self.part, name, get_language() or self.source, self.source))


@dataclass(frozen=True)
class ShownSpeaker(Worded):
    key: int
    name: str

    @property
    def has_words(self) -> bool:
        """Of whom more is said below the agenda."""
        return bool(self.text("biography"))


@dataclass(frozen=True)
class ShownMaterial(Worded):
    key: int
    url: str
    is_file: bool
    is_public: bool


@dataclass(frozen=True)
class ShownSession(Worded):
    key: int
    start: time
    end: time | None
    kind: str
    kind_name: str | Promise
    room: str
    speakers: list[ShownSpeaker]
    materials: list[ShownMaterial]


@dataclass(frozen=True)
class ShownRoom:
    name: str
    sessions: list[ShownSession]


@dataclass(frozen=True)
class ShownBlock:
    rooms: list[ShownRoom]

    @property
    def is_parallel(self) -> bool:
        return len(self.rooms) > 1


@dataclass(frozen=True)
class ShownDay:
    day: date
    blocks: list[ShownBlock]


@dataclass(frozen=True)
class ShownAgenda:
    """`number` and `released_at` are of the release; None for what was not released."""

    days: list[ShownDay]
    language: str  # of what the organiser wrote
    speakers: list[ShownSpeaker]
    materials: list[ShownMaterial]  # of the whole event
    number: int | None = None
    released_at: datetime | None = None
    note: str = ""
    has_biographies: bool = False


def released_agenda(
    event: Event, *, is_participant: bool = False, key: str = ""
) -> ShownAgenda | None:
    """The last release; None before the first. Two queries.

    `key` is of a registration's own link, whose bearer downloads files by it.
    """
    release = last_release(event)
    if release is None:
        return None
    may_read = readable_materials(event, release, is_participant=is_participant)
    return shown_content(event, release.content, may_read, key=key, release=release)


def draft_agenda(event: Event) -> ShownAgenda:
    """What is being worked on, for those who may change the event."""
    content = draft_content(event)
    return shown_content(event, content, {material["key"] for material in content["materials"]})


def shown_content(
    event: Event,
    content: AgendaContent,
    may_read: set[int],
    *,
    key: str = "",
    release: AgendaRelease | None = None,
) -> ShownAgenda:
    source = content["language"]
    speakers = {
        part["key"]: ShownSpeaker(part, source, part["key"], part["name"])
        for part in content["speakers"]
    }
    materials: dict[int | None, list[ShownMaterial]] = defaultdict(list)
    known = {part["key"] for part in content["sessions"]}
    for part in content["materials"]:
        if part["key"] in may_read:
            session = part["session"] if part["session"] in known else None
            materials[session].append(_material(event, part, source, key))
    sessions = {
        part["key"]: ShownSession(
            part,
            source,
            part["key"],
            time.fromisoformat(part["start"]),
            time.fromisoformat(part["end"]) if part["end"] else None,
            part["kind"],
            SessionKind(part["kind"]).label,
            part["room"],
            [speakers[speaker] for speaker in part["speakers"] if speaker in speakers],
            materials[part["key"]],
        )
        for part in content["sessions"]
    }
    return ShownAgenda(
        _days(content, sessions),
        source,
        list(speakers.values()),
        materials[None],
        release.number if release else None,
        release.released_at if release else None,
        release.note if release else "",
        any(speaker.has_words for speaker in speakers.values()),
    )


def _material(event: Event, part: Any, source: str, key: str) -> ShownMaterial:
    is_file = not part["url"]
    url = part["url"]
    if is_file and key:
        url = reverse("registration-material", args=[key, part["key"]])
    elif is_file:
        url = reverse("event-material", args=[event.pk, part["key"]])
    return ShownMaterial(part, source, part["key"], url, is_file, part["is_public"])


def _days(content: AgendaContent, sessions: Mapping[int, ShownSession]) -> list[ShownDay]:
    slots: Iterable[Slot] = (
        Slot(
            part["key"],
            date.fromisoformat(part["day"]),
            time.fromisoformat(part["start"]),
            time.fromisoformat(part["end"]) if part["end"] else None,
            part["room"],
        )
        for part in content["sessions"]
    )
    return [
        ShownDay(
            day.day,
            [
                ShownBlock(
                    [ShownRoom(room.name, [sessions[k] for k in room.keys]) for room in block.rooms]
                )
                for block in day.blocks
            ],
        )
        for day in blocks.days(slots)
    ]
