"""Everything that the organiser's page of an agenda shows, in a fixed number of queries."""

from dataclasses import dataclass

from loim.events.logic.agenda.conflicts import Span, warnings
from loim.events.logic.agenda.content import AgendaContent
from loim.events.models import AgendaRelease, Event, Material, Session, Speaker
from loim.events.queries.agenda.content import (
    content_of,
    last_release,
    materials_of,
    sessions_of,
    slots_of,
    speakers_of,
)
from loim.events.queries.agenda.in_words import changes_in_words, warning_in_words
from loim.events.queries.agenda.shown import ShownAgenda, shown_content

MOST_EARLIER = 50


@dataclass(frozen=True)
class Workbench:
    sessions: list[Session]
    speakers: list[Speaker]
    materials: list[Material]
    agenda: ShownAgenda  # as readers will see it
    release: AgendaRelease | None  # the last
    changes: list[str]  # since then
    is_changed: bool  # is there anything to release?
    warnings: list[str]
    earlier: list[AgendaRelease]  # the newest first, without their contents


def workbench(event: Event) -> Workbench:
    sessions, speakers, materials = sessions_of(event), speakers_of(event), materials_of(event)
    content = content_of(event, sessions, speakers, materials)
    release = last_release(event)
    before: AgendaContent | None = release.content if release else None
    return Workbench(
        sessions,
        speakers,
        materials,
        shown_content(event, content, {material.pk for material in materials}),
        release,
        changes_in_words(before, content) if before else [],
        bool(sessions) and before != content,
        warnings_of(event, sessions, speakers),
        list(
            event.agenda_releases.defer("content")
            .select_related("released_by")
            .order_by("-number")[1:MOST_EARLIER]
        ),
    )


def warnings_of(event: Event, sessions: list[Session], speakers: list[Speaker]) -> list[str]:
    span = Span(event.start_date, event.end_date, event.start_time, event.end_time)
    by_key = {session.pk: session for session in sessions}
    names = {speaker.pk: speaker for speaker in speakers}
    return [
        warning_in_words(warning, by_key, names) for warning in warnings(slots_of(sessions), span)
    ]
