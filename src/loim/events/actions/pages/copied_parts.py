"""The parts of events, copied for all copies at once: a few statements, however many rows."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.files import File
from django.db.models import Model
from django.utils import timezone

from loim.events.models import (
    DaySettings,
    Event,
    FeedbackQuestion,
    Material,
    Option,
    Partner,
    PlaceRule,
    Question,
    RegistrationSettings,
    Session,
    Speaker,
)
from loim.programmes.queries.record_history import columns_of


@dataclass(frozen=True)
class CopiedEvent:
    source: Event
    copy: Event

    @property
    def shift(self) -> timedelta:
        return self.copy.start_date - self.source.start_date


# The same row in another copy is another row: by its new event and its old key.
_Key = tuple[int, int]


def copy_parts(copies: Sequence[CopiedEvent], *, with_materials: bool = False) -> None:
    """Settings, questions, options, rules, sessions, speakers, partners, feedback questions.

    The copies are saved already. Nobody who registered, was invited or came goes along.
    """
    for model in (Partner, DaySettings, FeedbackQuestion):
        _insert(model, [_clone(row, event=copy.copy) for copy, row in _rows(model, copies)])
    _insert(RegistrationSettings, list(_settings(copies)))
    sessions = _agenda(copies)
    if with_materials:
        _materials(copies, sessions)
    _questions(copies)


def _settings(copies: Sequence[CopiedEvent]) -> Iterator[RegistrationSettings]:
    for copy, row in _rows(RegistrationSettings, copies):
        settings = _clone(row, event=copy.copy)
        settings.opens_at = shifted(row.opens_at, copy.shift)
        settings.closes_at = shifted(row.closes_at, copy.shift)
        settings.change_until = shifted(row.change_until, copy.shift)
        yield settings


def _agenda(copies: Sequence[CopiedEvent]) -> dict[_Key, Session]:
    speakers: dict[_Key, Speaker] = {}
    for copy, row in _rows(Speaker, copies):
        speakers[copy.copy.pk, row.pk] = _clone(row, event=copy.copy)
    _insert(Speaker, speakers.values())
    sessions: dict[_Key, Session] = {}
    for copy, row in _rows(Session, copies):
        session = _clone(row, event=copy.copy)
        session.day = row.day + copy.shift
        sessions[copy.copy.pk, row.pk] = session
    _insert(Session, sessions.values())
    spoken: Any = Session.speakers.through
    links = spoken.objects.filter(session__in={key for _event, key in sessions})
    speaks: dict[int, list[int]] = defaultdict(list)
    for session_id, speaker_id in links.order_by("pk").values_list("session_id", "speaker_id"):
        speaks[session_id].append(speaker_id)
    spoken.objects.bulk_create(
        [
            spoken(session=session, speaker=speakers[event, speaker])
            for (event, key), session in sessions.items()
            for speaker in speaks[key]
        ]
    )
    return sessions


def _materials(copies: Sequence[CopiedEvent], sessions: dict[_Key, Session]) -> None:
    """Each copy has files of its own, under new names: one may be removed without the others.

    A file that is gone is left out.
    """
    rows = []
    for copy, row in _rows(Material, copies):
        session = sessions.get((copy.copy.pk, row.session_id)) if row.session_id else None
        fresh = _clone(row, event=copy.copy, session=session)
        if row.file:
            try:
                with row.file.open("rb") as content:
                    fresh.file = ""
                    fresh.file.save(str(row.file.name), File(content), save=False)
            except FileNotFoundError:
                continue
        rows.append(fresh)
    _insert(Material, rows)


def _questions(copies: Sequence[CopiedEvent]) -> None:
    """What was removed stays behind, and with it what depended on it."""
    questions: dict[_Key, Question] = {}
    conditions: dict[_Key, int] = {}
    for copy, row in _rows(Question, copies, removed_at=None):
        key = (copy.copy.pk, row.pk)
        questions[key] = _clone(row, event=copy.copy, only_if=None)
        if row.only_if_id:
            conditions[key] = row.only_if_id
    _insert(Question, questions.values())
    options: dict[_Key, Option] = {}
    known = Option.objects.filter(
        question__in={key for _event, key in questions}, removed_at=None
    ).order_by("pk")
    of_question: dict[int, list[Option]] = defaultdict(list)
    for option in known:
        of_question[option.question_id].append(option)
    for (event, number), question in questions.items():
        for option in of_question[number]:
            options[event, option.pk] = _clone(option, question=question)
    _insert(Option, options.values())
    conditional = []
    for (event, number), chosen in conditions.items():
        if (event, chosen) in options:
            questions[event, number].only_if = options[event, chosen]
            conditional.append(questions[event, number])
    Question.objects.bulk_update(conditional, ["only_if"])
    _rules(copies, options)


def _rules(copies: Sequence[CopiedEvent], options: dict[_Key, Option]) -> None:
    rules = []
    for copy, row in _rows(PlaceRule, copies):
        option = options.get((copy.copy.pk, row.option_id)) if row.option_id else None
        if row.option_id and option is None:
            continue
        rule = _clone(row, event=copy.copy, option=option)
        rule.released_at = shifted(row.released_at, copy.shift)
        rules.append(rule)
    _insert(PlaceRule, rules)


def shifted(moment: datetime | None, by: timedelta) -> datetime | None:
    """The same time of the day, so many days on, whether or not the clocks change in between."""
    if moment is None:
        return None
    return timezone.make_aware(timezone.localtime(moment).replace(tzinfo=None) + by)


def _rows(
    model: Any, copies: Sequence[CopiedEvent], **conditions: Any
) -> Iterator[tuple[CopiedEvent, Any]]:
    """Each copy with each row of its source. One query."""
    of_event: dict[int, list[Any]] = defaultdict(list)
    sources = {copy.source.pk for copy in copies}
    for row in model.objects.filter(event__in=sources, **conditions).order_by("pk"):
        of_event[row.event_id].append(row)
    for copy in copies:
        for row in of_event[copy.source.pk]:
            yield copy, row


def _clone(row: Any, **changes: Model | None) -> Any:
    columns = [column for column in columns_of(type(row)) if not column.primary_key]
    fresh = type(row)(**{column.attname: getattr(row, column.attname) for column in columns})
    for name, value in changes.items():
        setattr(fresh, name, value)
    return fresh


def _insert(model: Any, rows: Any) -> None:
    model.objects.bulk_create(list(rows))
