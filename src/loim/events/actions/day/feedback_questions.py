"""What an organiser asks afterwards: few questions, the same for everybody."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pghistory
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.events.logic.day.ready_feedback import READY_QUESTIONS
from loim.events.models import Event, FeedbackAnswer, FeedbackQuestion
from loim.events.permissions import may_change_event
from loim.people.models import User

MOST_QUESTIONS = 10


class AnsweredAlready(Refusal):
    message = _("People have answered already, so the questions stay as they are.")


class TooManyQuestions(Refusal):
    message = _("Ten questions are the most: a short form is answered, a long one is not.")


def add_question(
    *,
    event: Event,
    kind: str,
    label: str,
    translations: Mapping[str, Any],
    by: User,
    now: datetime,
) -> FeedbackQuestion:
    """At the end. Refused: AnsweredAlready, TooManyQuestions, PermissionDenied."""
    with _questions(event, by, now) as questions:
        if len(questions) >= MOST_QUESTIONS:
            raise TooManyQuestions
        return FeedbackQuestion.objects.create(
            event=event,
            kind=kind,
            label=label,
            translations=dict(translations),
            position=len(questions),
        )


def change_question(
    *,
    question: FeedbackQuestion,
    kind: str,
    label: str,
    translations: Mapping[str, Any],
    by: User,
    now: datetime,
) -> None:
    with _questions(question.event, by, now):
        FeedbackQuestion.objects.filter(pk=question.pk).update(
            kind=kind, label=label, translations=dict(translations)
        )


def remove_question(*, question: FeedbackQuestion, by: User, now: datetime) -> None:
    with _questions(question.event, by, now) as questions:
        _number([one for one in questions if one.pk != question.pk])
        FeedbackQuestion.objects.filter(pk=question.pk).delete()


def move_question(*, question: FeedbackQuestion, by_places: int, by: User, now: datetime) -> None:
    """Up (negative) or down among the others."""
    with _questions(question.event, by, now) as questions:
        keys = [one.pk for one in questions]
        if question.pk not in keys:
            return
        place = keys.index(question.pk)
        questions.insert(max(place + by_places, 0), questions.pop(place))
        _number(questions)


def add_ready_questions(*, event: Event, by: User, now: datetime) -> None:
    """The ready-made four, where there are none yet; pressed twice they come once."""
    with _questions(event, by, now) as questions:
        if not questions:
            write_ready_questions(event)


def write_ready_questions(event: Event) -> None:
    """In the event's language, with the others as translations."""
    FeedbackQuestion.objects.bulk_create(
        FeedbackQuestion(
            event=event,
            kind=ready.kind,
            label=ready.labels[event.language],
            translations={
                language: {"label": label}
                for language, label in ready.labels.items()
                if language != event.language
            },
            position=position,
        )
        for position, ready in enumerate(READY_QUESTIONS)
    )


@contextmanager
def _questions(event: Event, by: User, now: datetime) -> Iterator[list[FeedbackQuestion]]:
    """The event's questions in order, while nobody else changes or answers them."""
    if not may_change_event(by, event):
        raise PermissionDenied
    with transaction.atomic(), pghistory.context(user=by.pk, at=now.isoformat(), step="feedback"):
        Event.objects.select_for_update(no_key=True).get(pk=event.pk)
        if FeedbackAnswer.objects.filter(question__event=event).exists():
            raise AnsweredAlready
        yield list(event.feedback_questions.order_by("position", "pk"))


def _number(questions: list[FeedbackQuestion]) -> None:
    for position, question in enumerate(questions):
        question.position = position
    FeedbackQuestion.objects.bulk_update(questions, ["position"])
