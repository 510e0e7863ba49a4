"""Parts of an agenda for tests."""

from datetime import date, time
from itertools import count
from typing import Any

from loim.events.models import Event, Material, Session, Speaker

_numbers = count(1)


def session(of: Event, start: str = "10:00", end: str = "", **fields: Any) -> Session:
    """On the event's first day, unless said otherwise; `speakers` are those of the session."""
    speakers = fields.pop("speakers", [])
    day: date = fields.pop("day", of.start_date)
    made = Session.objects.create(
        event=of,
        day=day,
        start_time=time.fromisoformat(start),
        end_time=time.fromisoformat(end) if end else None,
        title=fields.pop("title", f"Ettekanne {next(_numbers)}"),
        **fields,
    )
    made.speakers.set(speakers)
    return made


def speaker(of: Event, name: str = "", **fields: Any) -> Speaker:
    return Speaker.objects.create(event=of, name=name or f"Esineja {next(_numbers)}", **fields)


def material(of: Event, **fields: Any) -> Material:
    """A link for everybody, unless said otherwise."""
    if "file" not in fields:
        fields.setdefault("url", "https://example.ee/slaidid")
    return Material.objects.create(
        event=of, title=fields.pop("title", f"Slaidid {next(_numbers)}"), **fields
    )
