"""What is asked: added, worded, ordered, withdrawn. What was answered keeps its meaning."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.events.logic.question_order import Placed, breaks_order
from loim.people.models import User
from loim.surveys.actions.keeping import SurveyOver, kept_survey
from loim.surveys.logic.wording import says_the_same
from loim.surveys.models import (
    WITH_OPTIONS,
    Survey,
    SurveyOption,
    SurveyQuestion,
    SurveySection,
)

# The stage of `question_order`: a survey has one.
_STAGE = "application"
# What a question asks for; once people may have answered it, only its wording changes.
_MEANING = ("is_required", "only_if", "most", "lowest", "highest")


class MeaningChanged(Refusal):
    message = _(
        "“%(before)s” may have been answered as it stands. Correcting a slip of the keyboard is"
        " fine; this changes what it says. Withdraw the question and ask a new one, or copy the"
        " survey and change the copy: what was answered stays here, and the two are compared."
    )


class NotConfirmedSame(Refusal):
    message = _(
        "The survey is open. Confirm that the meaning stays the same, or withdraw the question and"
        " ask a new one."
    )


class OptionTakenAway(Refusal):
    message = _(
        "“%(option)s” was offered and may have been chosen, so it cannot be taken away. Withdraw"
        " the question and ask a new one, or copy the survey and change the copy."
    )


class ConditionLater(Refusal):
    message = _(
        "“%(question)s” is asked only if something was answered to “%(condition)s”, so it has to"
        " come after it."
    )


class OthersDependOnIt(Refusal):
    message = _(
        "Other questions are asked only after an answer to “%(question)s”. Change or withdraw them"
        " first."
    )


class NothingToChoose(Refusal):
    message = _("Write at least two answers that can be chosen.")


class SectionNotEmpty(Refusal):
    message = _("Questions stand on this page. Move or remove them first.")


@dataclass(frozen=True)
class OptionFacts:
    """`key` of one that is there already."""

    label: str
    key: int | None = None
    translations: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class QuestionFacts:
    label: str
    section: SurveySection
    help_text: str = ""
    low_label: str = ""
    high_label: str = ""
    is_required: bool = False
    most: int | None = None
    lowest: int | None = None
    highest: int | None = None
    only_if: SurveyOption | None = None
    translations: dict[str, dict[str, str]] = field(default_factory=dict)
    options: tuple[OptionFacts, ...] = ()


_COLUMNS = (
    "label", "section", "help_text", "low_label", "high_label", "is_required", "most", "lowest",
    "highest", "only_if",
)  # fmt: skip


def add_question(
    *, survey: Survey, kind: str, facts: QuestionFacts, by: User, now: datetime
) -> SurveyQuestion:
    """The last of its page. One that is added to an open survey need not be answered: others
    have answered without it. Refused: SurveyOver, ConditionLater, NothingToChoose."""
    with transaction.atomic():
        current = _changeable(survey, by)
        last = current.questions.filter(section=facts.section).aggregate(n=Max("position"))["n"]
        question = SurveyQuestion(survey=current, kind=kind, position=(last or 0) + 1)
        _put(facts, question)
        if current.opened_at is not None:
            question.asked_label, question.is_required = facts.label, False
        question.save()
        _write_options(question, facts.options, current, now)
        _check_order(current)
    return question


def edit_question(
    *,
    question: SurveyQuestion,
    facts: QuestionFacts,
    means_the_same: bool = False,
    by: User,
    now: datetime,
) -> None:
    """Freely in a draft; once the survey was open, wording and new options alone, as
    `means_the_same` confirms.

    Refused: MeaningChanged, NotConfirmedSame, OptionTakenAway, ConditionLater, SurveyOver.
    """
    with transaction.atomic():
        survey = _changeable(question.survey, by)
        current = SurveyQuestion.objects.select_related("section", "only_if").get(pk=question.pk)
        if survey.opened_at is not None:
            _refuse_other_meaning(current, facts, means_the_same)
        _put(facts, current)
        current.save()
        _write_options(current, facts.options, survey, now)
        _check_order(survey)


def move_question(*, question: SurveyQuestion, step: int, by: User) -> None:
    """One place earlier (-1) or later (1) on its page. Refused: SurveyOver, ConditionLater."""
    with transaction.atomic():
        survey = _changeable(question.survey, by)
        rows = survey.questions.filter(section=question.section_id, withdrawn_at=None)
        _swap(list(rows.order_by("position", "pk")), question.pk, step)
        _check_order(survey)


def withdraw_question(*, question: SurveyQuestion, by: User, now: datetime) -> None:
    """Not asked any more: in a draft it is gone, later its answers stay in the results, marked.

    Refused: SurveyOver, OthersDependOnIt.
    """
    with transaction.atomic():
        survey = _changeable(question.survey, by)
        depending = survey.questions.filter(only_if__question=question.pk, withdrawn_at=None)
        if depending.exists():
            raise OthersDependOnIt(question=question.label)
        if survey.opened_at is None:
            survey.questions.filter(only_if__question=question.pk).update(only_if=None)
            SurveyQuestion.objects.filter(pk=question.pk).delete()
        else:
            rows = SurveyQuestion.objects.filter(pk=question.pk, withdrawn_at=None)
            rows.update(withdrawn_at=now)


def save_section(
    *,
    survey: Survey,
    section: SurveySection | None,
    title: str,
    description: str,
    translations: dict[str, dict[str, str]],
    by: User,
) -> SurveySection:
    """A new page, the last, or this one worded anew. Refused: SurveyOver."""
    with transaction.atomic():
        current = _changeable(survey, by)
        if section is None:
            last = current.sections.aggregate(n=Max("position"))["n"]
            section = SurveySection(survey=current, position=(last or 0) + 1)
        section.title, section.description = title, description
        section.translations = translations
        section.save()
    return section


def move_section(*, section: SurveySection, step: int, by: User) -> None:
    """Refused: SurveyOver, ConditionLater."""
    with transaction.atomic():
        survey = _changeable(section.survey, by)
        _swap(list(survey.sections.order_by("position", "pk")), section.pk, step)
        _check_order(survey)


def remove_section(*, section: SurveySection, by: User) -> None:
    """Refused: SurveyOver, SectionNotEmpty."""
    with transaction.atomic():
        _changeable(section.survey, by)
        if SurveyQuestion.objects.filter(section=section.pk).exists():
            raise SectionNotEmpty
        SurveySection.objects.filter(pk=section.pk).delete()


def _changeable(survey: Survey, by: User) -> Survey:
    current = kept_survey(survey, by)
    if current.is_over:
        raise SurveyOver
    return current


def _put(facts: QuestionFacts, question: SurveyQuestion) -> None:
    for name in _COLUMNS:
        value: Any = getattr(facts, name)
        setattr(question, name, value)
    question.translations = dict(facts.translations)


def _refuse_other_meaning(
    current: SurveyQuestion, facts: QuestionFacts, means_the_same: bool
) -> None:
    if not says_the_same(current.asked_label or current.label, facts.label):
        raise MeaningChanged(before=current.asked_label or current.label)
    if any(getattr(current, name) != getattr(facts, name) for name in _MEANING):
        raise MeaningChanged(before=current.label)
    for name in ("low_label", "high_label"):
        if not says_the_same(getattr(current, name), getattr(facts, name)):
            raise MeaningChanged(before=getattr(current, name) or current.label)
    for code, texts in current.translations.items():
        after = facts.translations.get(code, {}).get("label", "")
        if texts.get("label") and not says_the_same(texts["label"], after):
            raise MeaningChanged(before=texts["label"])
    if facts.label != current.label and not means_the_same:
        raise NotConfirmedSame


def _write_options(
    question: SurveyQuestion, facts: Sequence[OptionFacts], survey: Survey, now: datetime
) -> None:
    """Exactly these, in their order; what was offered once stays."""
    if question.kind not in WITH_OPTIONS:
        return
    if len(facts) < (1 if question.kind == "matrix" else 2):
        raise NothingToChoose
    begun = survey.opened_at is not None
    before = {row.pk: row for row in question.options.all()}
    kept = {each.key for each in facts if each.key in before}
    for key, row in before.items():
        if key not in kept and begun:
            raise OptionTakenAway(option=row.label)
        if key not in kept and row.leads_to.exists():
            raise OthersDependOnIt(question=question.label)
    question.options.exclude(pk__in=[key for key in kept if key]).delete()
    for position, each in enumerate(facts, 1):
        row = before.get(each.key or 0) or SurveyOption(question=question)
        if begun and row.pk and not says_the_same(row.asked_label or row.label, each.label):
            raise MeaningChanged(before=row.asked_label or row.label)
        if begun and not row.pk:
            row.added_at, row.asked_label = now, each.label
        row.label, row.position, row.translations = each.label, position, each.translations
        row.save()


def _swap(rows: list[Any], key: int, step: int) -> None:
    here = next(number for number, row in enumerate(rows) if row.pk == key)
    there = here + step
    if 0 <= there < len(rows):
        rows[here], rows[there] = rows[there], rows[here]
    for number, row in enumerate(rows, 1):
        if row.position != number:
            row.position = number
            row.save(update_fields=["position"])


def placed_questions(survey: Survey) -> list[Placed]:
    rows = survey.questions.filter(withdrawn_at=None).select_related("only_if")
    ordered = rows.order_by("section__position", "section", "position", "pk")
    return [
        Placed(row.pk, _STAGE, row.only_if.question_id if row.only_if else None) for row in ordered
    ]


def _check_order(survey: Survey) -> None:
    if wrong := breaks_order(placed_questions(survey)):
        labels = dict(survey.questions.values_list("pk", "label"))
        question, condition = wrong[0]
        raise ConditionLater(question=labels[question], condition=labels[condition])
