"""What an organiser asks: added, worded, ordered, taken away; given answers stay readable."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.events.actions.registration.question_options import (
    OptionFacts,
    check_not_looked_at,
    fixed_options,
    write_options,
)
from loim.events.actions.registration.settings import EventOver
from loim.events.logic.question_order import Placed, breaks_order, in_order, moved
from loim.events.models import (
    TO_BE_HELD,
    Event,
    Option,
    Question,
    QuestionKind,
    QuestionStage,
)
from loim.events.permissions import may_change_event
from loim.people.models import User

# Whose answers are options that the organiser words.
WITH_OPTIONS = frozenset(
    {
        QuestionKind.ONE_OF,
        QuestionKind.SEVERAL_OF,
        QuestionKind.DIET,
        QuestionKind.ACCOMMODATION,
    }
)


class ConditionComesLater(Refusal):
    message = _(
        "“%(question)s” is asked only if something was answered to “%(condition)s”, so it has to"
        " come after it."
    )


class QuestionGone(Refusal):
    message = _("This question has been removed. Open the list of questions again.")


@dataclass(frozen=True)
class QuestionFacts:
    """`translations` as in `loim.common.translated`; `options` of kinds in `WITH_OPTIONS`."""

    label: str
    help_text: str = ""
    stage: str = QuestionStage.APPLICATION
    is_required: bool = False
    only_if: Option | None = None
    kept_days: int | None = None
    translations: dict[str, dict[str, str]] = field(default_factory=dict)
    options: tuple[OptionFacts, ...] = ()


def add_question(
    *, event: Event, kind: str, facts: QuestionFacts, by: User, now: datetime
) -> Question:
    """The last one of its stage. Refused: EventOver, ConditionComesLater."""
    with transaction.atomic():
        _lock(event, by)
        last = Question.objects.filter(event=event).aggregate(last=Max("position"))["last"]
        question = Question(event=event, kind=kind, position=(last or 0) + 1)
        _put(facts, question)
        question.save()
        options = fixed_options(event.language) if kind == QuestionKind.YES_NO else facts.options
        write_options(question, options, now=now)
        _check_order(event)
    return question


def edit_question(*, question: Question, facts: QuestionFacts, by: User, now: datetime) -> None:
    """Its kind stays; answers that were given stay with it.

    Refused: EventOver, QuestionGone, ConditionComesLater, and as `write_options`.
    """
    with transaction.atomic():
        _lock(question.event, by)
        current = _current(question)
        _put(facts, current)
        current.save()
        if current.kind in WITH_OPTIONS:
            write_options(current, facts.options, now=now)
        _check_order(question.event)


def move_question(*, question: Question, step: int, by: User) -> None:
    """One place earlier (-1) or later (1). Refused: EventOver, QuestionGone,
    ConditionComesLater."""
    with transaction.atomic():
        _lock(question.event, by)
        _current(question)
        placed = placed_questions(question.event)
        order = moved(placed, question.pk, step)
        rows = {row.pk: row for row in Question.objects.filter(event=question.event)}
        for number, item in enumerate(order):
            if rows[item.key].position != number:
                rows[item.key].position = number
                rows[item.key].save(update_fields=["position"])
        _check_order(question.event)


def remove_question(*, question: Question, by: User, now: datetime) -> None:
    """It is not asked any more; its answers stay readable until they are erased.

    Refused: EventOver, QuestionGone, LookedAt, KeepsPlaces.
    """
    with transaction.atomic():
        _lock(question.event, by)
        current = _current(question)
        check_not_looked_at(current.options.all())
        current.removed_at = now
        current.save(update_fields=["removed_at"])


def placed_questions(event: Event) -> list[Placed]:
    """Those that are asked, in their order."""
    rows = Question.objects.filter(event=event, removed_at=None).select_related("only_if")
    return in_order(
        [
            Placed(row.pk, row.stage, row.only_if.question_id if row.only_if else None)
            for row in rows.order_by("position", "pk")
        ]
    )


def _lock(event: Event, by: User) -> None:
    """Two people who change the same form meet here."""
    if not may_change_event(by, event):
        raise PermissionDenied
    current = Event.objects.select_for_update(no_key=True).get(pk=event.pk)
    if current.status not in TO_BE_HELD:
        raise EventOver


def _current(question: Question) -> Question:
    found = Question.objects.filter(pk=question.pk, removed_at=None).first()
    if found is None:
        raise QuestionGone
    return found


def _put(facts: QuestionFacts, question: Question) -> None:
    for name in ("label", "help_text", "stage", "is_required", "only_if", "kept_days"):
        value: Any = getattr(facts, name)
        setattr(question, name, value)
    question.translations = dict(facts.translations)


def _check_order(event: Event) -> None:
    wrong = breaks_order(placed_questions(event))
    if not wrong:
        return
    labels = dict(Question.objects.filter(event=event).values_list("pk", "label"))
    question, condition = wrong[0]
    raise ConditionComesLater(question=labels[question], condition=labels[condition])
