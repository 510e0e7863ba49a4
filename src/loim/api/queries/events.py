"""Public events as programs read them, in a fixed number of queries."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation

from loim.common.translated import Translated
from loim.events.logic.agenda.content import AgendaContent
from loim.events.models import Event, Question, QuestionStage, RegistrationSettings
from loim.events.permissions import events_open_to_all
from loim.events.queries.agenda.content import last_release
from loim.events.queries.registration.call import registration_call
from loim.events.queries.registration.questions import places_left_by_option, questions_of


def open_events() -> QuerySet[Event]:
    """What everybody may read, with what `event_facts` needs."""
    return events_open_to_all().select_related(
        "organiser__municipality", "place_municipality", "series"
    )


def texts_of(record: Translated, field: str) -> dict[str, str]:
    """By language, what is empty left out."""
    found = {record.source_language: str(getattr(record, field))}
    for language, given in record.translations.items():
        found.setdefault(language, given.get(field, ""))
    return {language: text for language, text in found.items() if text}


def event_facts(event: Event) -> dict[str, Any]:
    """The link for taking part online is never among them: it is for participants."""
    where = event.place_municipality or event.organiser.municipality
    with translation.override(event.language):
        url = settings.BASE_URL + reverse("event", args=[event.pk])
    return {
        "id": event.pk,
        "title": texts_of(event, "title"),
        "kind": event.kind,
        "status": event.status,
        "scope": event.scope,
        "start_date": event.start_date,
        "end_date": event.end_date,
        "start_time": event.start_time,
        "end_time": event.end_time,
        "place": {
            "name": event.place,
            "address": event.address,
            "municipality": where.pk if where else None,
            "county": where.county_id if where else None,
        },
        "languages": event.languages,
        "audiences": event.audiences,
        "organiser": {"name": event.organiser.name},
        "url": url,
    }


def event_details(event: Event, now: datetime) -> dict[str, Any]:
    """The event with its agenda and how one registers: five queries."""
    texts = ("purpose", "description", "target_group", "accessibility")
    release = last_release(event)
    content: AgendaContent | None = release.content if release else None
    return {
        **event_facts(event),
        **{name: texts_of(event, name) for name in texts},
        "agenda": _agenda(content) if content else [],
        "registration": _call(event, now),
    }


def _agenda(content: AgendaContent) -> list[dict[str, Any]]:
    speakers = {speaker["key"]: speaker for speaker in content["speakers"]}
    return [
        {
            "day": session["day"],
            "start": session["start"],
            "end": session["end"],
            "kind": session["kind"],
            "room": session["room"],
            "title": _words(session, "title"),
            "description": _words(session, "description"),
            "speakers": [
                {
                    "name": speakers[key]["name"],
                    "position": _words(speakers[key], "position"),
                    "biography": _words(speakers[key], "biography"),
                }
                for key in session["speakers"]
                if key in speakers
            ],
        }
        for session in content["sessions"]
    ]


def _words(part: Any, field: str) -> dict[str, str]:
    return {language: texts[field] for language, texts in part["texts"].items() if texts.get(field)}


def _call(event: Event, now: datetime) -> dict[str, Any] | None:
    call = registration_call(event, now)
    if call.settings is None:
        return None
    asked: RegistrationSettings = call.settings
    questions = questions_of(event, QuestionStage.APPLICATION)
    left = places_left_by_option(questions)
    return {
        "state": str(call.state),
        "opens_at": asked.opens_at,
        "closes_at": call.closes_at,
        "capacity": asked.capacity,
        "free": call.free,
        "parties": asked.parties if asked.asks_party else [],
        "asks_organisation": asked.asks_organisation,
        "asks_municipality": asked.asks_municipality,
        "most_per_registration": asked.most_per_registration,
        "consent": texts_of(asked, "consent"),
        "questions": [_question(question, left) for question in questions],
    }


def _question(question: Question, left: dict[int, int]) -> dict[str, Any]:
    return {
        "id": question.pk,
        "kind": question.kind,
        "label": texts_of(question, "label"),
        "help": texts_of(question, "help_text"),
        "is_required": question.is_required,
        "only_if": question.only_if_id,
        "options": [
            {"id": option.pk, "label": texts_of(option, "label"), "left": left.get(option.pk)}
            for option in question.options.all()
        ],
    }
