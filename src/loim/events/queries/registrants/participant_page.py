"""Everything about one participant, for the organiser."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.apps import apps
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from loim.events.logic.participant_states import ParticipantState
from loim.events.models import Decision, Notice, Option, Participant, Question, Registration
from loim.events.queries.places.decisions import decision_in_words
from loim.events.queries.registrants.delivery import delivery_of
from loim.events.queries.registrants.participants import text_in_words
from loim.events.queries.registrants.state_labels import STATES
from loim.people.models import Municipality, Organisation, User
from loim.programmes.queries.record_history import Change, FieldChange

NOTHING = "–"
_FACTS = (
    "name",
    "email",
    "language",
    "party",
    "organisation_id",
    "organisation_name",
    "municipality_id",
)


@dataclass(frozen=True)
class DecisionRow:
    """`words` are what the participant reads."""

    at: datetime
    after: str
    words: str
    note: str
    by: User | None


def decisions_of(person: Participant) -> list[DecisionRow]:
    """The latest first."""
    rows = Decision.objects.filter(participant=person).select_related("by")
    return [
        DecisionRow(
            row.at,
            str(STATES[ParticipantState(row.after)]),
            decision_in_words(row),
            row.note,
            row.by,
        )
        for row in rows.order_by("-at", "-pk")
    ]


def letters_to(person: Participant, now: datetime) -> list[Any]:
    """Notices with their mail and `delivery`, the latest first."""
    rows = delivery_of(Notice.objects.filter(participant=person), now)
    return list(rows.select_related("mail", "message__event").order_by("-queued_at", "-pk"))


def history_of(person: Participant) -> list[Change]:
    """Who changed what about them, newest first; places are told by their decisions."""
    facts = _versions("ParticipantHistory", person)
    senders = _versions("RegistrationHistory", person.registration)
    answers = _rows("AnswerHistory").filter(participant=person.pk).order_by("pgh_id")
    answer_rows = list(answers.select_related("pgh_context"))
    names = _Names.of([*facts, person], answer_rows)
    changes: dict[Any, Change] = {}
    for before, after in pairwise([*facts, person]):
        _put(changes, before, _differences(Participant, before, after, _FACTS, names))
    for before, after in pairwise([*senders, person.registration]):
        told = _differences(Registration, before, after, ("name", "email"), names)
        for field in told:
            label = _("Registered by: %(field)s") % {"field": field.label}
            _put(changes, before, [FieldChange(label, field.before, field.after)])
    for row in answer_rows:
        _put(changes, row, [FieldChange(names.question(row.question_id), names.answer(row), "")])
    found = [change for change in changes.values() if change.fields]
    people = User.objects.in_bulk({change.user for change in found if change.user is not None})
    for change in found:
        change.who = people.get(change.user) if change.user is not None else None
    return sorted(found, key=lambda change: change.at, reverse=True)


def _rows(model: str) -> Any:
    return apps.get_model("events", model).objects.all()


def _versions(model: str, thing: Participant | Registration) -> list[Any]:
    """Rows as they were before each change."""
    rows = _rows(model).filter(pgh_obj_id=thing.pk).order_by("pgh_id")
    return list(rows.select_related("pgh_context"))


def _put(changes: dict[Any, Change], row: Any, fields: list[FieldChange]) -> None:
    key = row.pgh_context_id or ("row", row.pgh_created_at)
    said = row.pgh_context.metadata if row.pgh_context else {}
    change = changes.setdefault(key, Change(row.pgh_created_at, said.get("user"), "edit", ""))
    change.fields.extend(fields)


@dataclass(frozen=True)
class _Names:
    """What keys in the history are called; one query for each kind."""

    organisations: dict[int, Organisation]
    municipalities: dict[str, Municipality]
    questions: dict[int, Question]
    options: dict[int, Option]

    @classmethod
    def of(cls, facts: list[Any], answers: list[Any]) -> "_Names":
        questions = Question.objects.select_related("event")
        options = Option.objects.select_related("question__event")
        return cls(
            Organisation.objects.in_bulk({row.organisation_id for row in facts} - {None}),
            Municipality.objects.in_bulk({row.municipality_id for row in facts} - {None}),
            questions.in_bulk({row.question_id for row in answers}),
            options.in_bulk({row.option_id for row in answers} - {None}),
        )

    def question(self, key: int) -> str:
        question = self.questions.get(key)
        return str(question.text("label")) if question else NOTHING

    def answer(self, row: Any) -> str:
        if row.option_id:
            option = self.options.get(row.option_id)
            return str(option.text("label")) if option else NOTHING
        question = self.questions.get(row.question_id)
        return text_in_words(question.kind, row.text) if question else str(row.text)

    def fact(self, name: str, value: Any) -> str:
        if value in (None, ""):
            return NOTHING
        if name == "organisation_id":
            return str(self.organisations.get(value, NOTHING))
        if name == "municipality_id":
            return str(self.municipalities.get(value, NOTHING))
        column = Participant._meta.get_field(name)  # noqa: SLF001  # Django documents this name
        return str(dict(getattr(column, "flatchoices", ())).get(value, value))


def _differences(
    model: type[Participant | Registration],
    before: Any,
    after: Any,
    fields: tuple[str, ...],
    names: _Names,
) -> list[FieldChange]:
    found = []
    for name in fields:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            column: Any = model._meta.get_field(name.removesuffix("_id"))  # noqa: SLF001  # as above
            label = capfirst(str(column.verbose_name))
            found.append(FieldChange(label, names.fact(name, old), names.fact(name, new)))
    return found
