"""Forums with ideas; shared by the rooms of `loim.ideas`."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from uuid import uuid4

from loim.events.models import Event, EventKind, EventStatus
from loim.ideas.models import Challenge, Forum, GroupNote, Idea, Shown
from loim.ideas.queries.ideas.own_link import key_hash_of
from tests.factories.events import event as make_event

WRITTEN = datetime(2023, 9, 1, 9, tzinfo=UTC)
_numbers = count(1)


def forum_event(**fields: Any) -> Event:
    """A forum that is announced to everybody, on two days in October 2023."""
    fields = {"kind": EventKind.FORUM, "status": EventStatus.PUBLISHED, "published_at": WRITTEN,
              "start_date": date(2023, 10, 12), "end_date": date(2023, 10, 13), **fields}  # fmt: skip
    return make_event(**fields)


def forum(event: Event | None = None, **fields: Any) -> Forum:
    """Open to anyone at any time; what is written is shown at once, unless said otherwise."""
    fields = {"is_moderated": False, **fields}
    return Forum.objects.create(event=event or forum_event(), created_at=WRITTEN, **fields)


def challenge(of: Forum, title: str = "", **fields: Any) -> Challenge:
    number = of.challenges.count() + 1
    title = title or f"Väljakutse {number}"
    return Challenge.objects.create(forum=of, number=number, title=title, **fields)


def idea(of: Forum, title: str = "", **fields: Any) -> Idea:
    """Shown, by somebody who confirmed their address, unless said otherwise."""
    number = next(_numbers)
    fields = {"words": "Sellepärast.", "state": Shown.SHOWN, "author_name": f"Autor {number}",
              "author_email": f"autor{number}@example.ee", "written_at": WRITTEN,
              "confirmed_at": WRITTEN, "submission": uuid4(), **fields}  # fmt: skip
    if fields.get("author") is not None:
        fields.update(author_email="")
    made = Idea(forum=of, title=title or f"Mõte {number}", **fields)
    made.key_hash = key_hash_of(made)
    made.save()
    return made


def note(of: Forum, **fields: Any) -> GroupNote:
    fields = {"group": f"Rühm {next(_numbers)}", "words": "Kuulsime, et buss ei käi.",
              "written_at": WRITTEN, **fields}  # fmt: skip
    return GroupNote.objects.create(forum=of, **fields)
