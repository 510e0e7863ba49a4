"""The agenda that is being worked on and the one that was given out last."""

from typing import Any

from django.db.models import Prefetch

from loim.events.logic.agenda.conflicts import Slot
from loim.events.logic.agenda.content import AgendaContent, Texts
from loim.events.models import AgendaRelease, Event, Material, Session, Speaker


def sessions_of(event: Event) -> list[Session]:
    """In order, with their speakers: two queries."""
    speakers = Speaker.objects.order_by("name", "pk")
    return list(
        event.sessions.prefetch_related(Prefetch("speakers", speakers)).order_by(
            "day", "start_time", "room", "pk"
        )
    )


def speakers_of(event: Event) -> list[Speaker]:
    return list(event.speakers.order_by("name", "pk"))


def materials_of(event: Event) -> list[Material]:
    return list(event.materials.order_by("pk"))


def slots_of(sessions: list[Session]) -> list[Slot]:
    return [
        Slot(
            session.pk,
            session.day,
            session.start_time,
            session.end_time,
            session.room,
            frozenset(speaker.pk for speaker in session.speakers.all()),
        )
        for session in sessions
    ]


def last_release(event: Event) -> AgendaRelease | None:
    return event.agenda_releases.order_by("-number").first()


def content_of(
    event: Event, sessions: list[Session], speakers: list[Speaker], materials: list[Material]
) -> AgendaContent:
    """As it would be released now."""
    return {
        "language": event.language,
        "sessions": [
            {
                "key": session.pk,
                "day": session.day.isoformat(),
                "start": session.start_time.isoformat("minutes"),
                "end": session.end_time.isoformat("minutes") if session.end_time else None,
                "kind": session.kind,
                "room": session.room,
                "texts": _texts(session, event.language),
                "speakers": [speaker.pk for speaker in session.speakers.all()],
            }
            for session in sessions
        ],
        "speakers": [
            {"key": speaker.pk, "name": speaker.name, "texts": _texts(speaker, event.language)}
            for speaker in speakers
        ],
        "materials": [
            {
                "key": material.pk,
                "session": material.session_id,
                "url": material.url,
                "is_public": material.is_public,
                "texts": _texts(material, event.language),
            }
            for material in materials
        ],
    }


def draft_content(event: Event) -> AgendaContent:
    """Four queries."""
    return content_of(event, sessions_of(event), speakers_of(event), materials_of(event))


def _texts(part: Any, source: str) -> Texts:
    """The part's own fields are in the source language; what is empty is left out."""
    own = {name: text for name in part.translated_fields if (text := getattr(part, name))}
    others = {code: dict(texts) for code, texts in part.translations.items() if texts}
    return {**others, source: own}
