"""Making a survey, wording it, copying it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from loim.common.constraints import violated_constraint
from loim.common.refusals import Refusal
from loim.people.models import Organisation, User
from loim.programmes.models import Activity
from loim.programmes.permissions import takes_part
from loim.surveys.actions.keeping import SurveyOver, kept_survey
from loim.surveys.models import (
    AnsweredBy,
    Survey,
    SurveyOption,
    SurveyQuestion,
    SurveySection,
    ToldApart,
)
from loim.surveys.permissions import may_make_survey_for


class PromiseGiven(Refusal):
    message = _(
        "The survey is open, and answerers were told who sees their answers and how long they are"
        " kept. Copy the survey and change the copy; answers that were given stay with this one."
    )


class ClosesInThePast(Refusal):
    message = _("The survey would close in the past. Choose a later day, or close it now.")


@dataclass(frozen=True)
class SurveyFacts:
    """`translations` as in `loim.common.translated`."""

    title: str
    purpose: str
    organisation: Organisation
    opens_at: datetime
    closes_at: datetime
    introduction: str = ""
    findings: str = ""
    language: str = "et"
    activity: Activity | None = None
    answered_by: str = AnsweredBy.ORGANISATION
    is_anonymous: bool = False
    told_apart_by: str = ToldApart.NOTHING
    remind_days: int | None = None
    kept_days: int = 365
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


FACT_FIELDS = tuple(each.name for each in fields(SurveyFacts))
# What is fixed once people have been asked.
PROMISED = ("is_anonymous", "answered_by", "told_apart_by")


def make_survey(
    *, facts: SurveyFacts, submission: UUID | None = None, by: User, now: datetime
) -> Survey:
    """A draft with a first, empty page. The same `submission` again gives what it made."""
    _check_whose(facts, by, None)
    if submission and (made := Survey.objects.filter(submission=submission).first()):
        return made
    survey = Survey(made_by=by, made_at=now, submission=submission)
    _put(facts, survey)
    try:
        with transaction.atomic():
            survey.save()
            SurveySection.objects.create(survey=survey, title=_first_title(survey))
    except IntegrityError as error:
        if violated_constraint(error) == "surveys_survey_submission_key":
            return Survey.objects.get(submission=submission)
        raise
    return survey


def edit_survey(*, survey: Survey, facts: SurveyFacts, by: User, now: datetime) -> Survey:
    """Refused: what answerers were told (PromiseGiven), an end in the past (ClosesInThePast)."""
    with transaction.atomic():
        current = kept_survey(survey, by)
        _check_whose(facts, by, current)
        if current.opened_at is not None:
            changed = [name for name in PROMISED if getattr(facts, name) != getattr(current, name)]
            if changed or facts.kept_days > current.kept_days:
                raise PromiseGiven
        if current.is_over and (facts.opens_at, facts.closes_at) != (
            current.opens_at,
            current.closes_at,
        ):
            raise SurveyOver
        if facts.closes_at != current.closes_at and facts.closes_at <= now:
            raise ClosesInThePast
        _put(facts, current)
        current.save()
    return current


def copy_survey(*, survey: Survey, title: str, by: User, now: datetime) -> Survey:
    """A draft that asks the same, without what was withdrawn; it knows what it was copied from,
    question by question and option by option, so that results can be compared."""
    with transaction.atomic():
        source = kept_survey(survey, by)
        length = source.closes_at - source.opens_at
        copy = Survey.objects.create(
            **{name: getattr(source, name) for name in FACT_FIELDS if name not in _NEW_IN_COPY},
            title=title,
            translations={
                code: {k: v for k, v in texts.items() if k not in ("title", "findings")}
                for code, texts in source.translations.items()
            },
            opens_at=now + timedelta(days=7),
            closes_at=now + timedelta(days=7) + max(length, timedelta(days=7)),
            copied_from=source,
            made_by=by,
            made_at=now,
        )
        _copy_parts(source, copy)
    return copy


_NEW_IN_COPY = {"title", "translations", "opens_at", "closes_at", "findings"}


def _copy_parts(source: Survey, copy: Survey) -> None:
    sections: dict[int, SurveySection] = {}
    for section in source.sections.order_by("position", "pk"):
        sections[section.pk] = SurveySection.objects.create(
            survey=copy, **_fields(section, "title", "description", "position", "translations")
        )
    options: dict[int, SurveyOption] = {}
    questions = source.questions.filter(withdrawn_at=None).prefetch_related("options")
    placed = questions.order_by("section__position", "section", "position", "pk")
    for question in placed:
        made = SurveyQuestion.objects.create(
            survey=copy,
            section=sections[question.section_id],
            only_if=options.get(question.only_if_id or 0),
            copied_from=question,
            **_fields(
                question, "kind", "label", "help_text", "low_label", "high_label", "is_required",
                "most", "lowest", "highest", "position", "translations",
            ),
        )  # fmt: skip
        for option in sorted(question.options.all(), key=lambda each: (each.position, each.pk)):
            options[option.pk] = SurveyOption.objects.create(
                question=made,
                copied_from=option,
                **_fields(option, "label", "position", "translations"),
            )


def _fields(row: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _check_whose(facts: SurveyFacts, by: User, before: Survey | None) -> None:
    is_same = before is not None and before.organisation_id == facts.organisation.pk
    if not is_same and not may_make_survey_for(by, facts.organisation):
        raise PermissionDenied
    is_same_activity = before is not None and before.activity == facts.activity
    if facts.activity and not is_same_activity and not takes_part(by, facts.activity.programme):
        raise PermissionDenied


def _put(facts: SurveyFacts, survey: Survey) -> None:
    for name in FACT_FIELDS:
        setattr(survey, name, getattr(facts, name))
    survey.translations = {code: dict(texts) for code, texts in facts.translations.items()}


def _first_title(survey: Survey) -> str:
    return {"et": "Küsimused", "en": "Questions", "ru": "Вопросы", "uk": "Запитання"}[
        survey.language
    ]
