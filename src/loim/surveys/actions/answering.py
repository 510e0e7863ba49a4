"""Answering: drafts that several write, one answer per invitation, anonymous ones by nobody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.surveys.actions import urn
from loim.surveys.logic.answer_rows import missing, rows_of
from loim.surveys.logic.merging import merge
from loim.surveys.models import (
    Draft,
    Sheet,
    SheetAnswer,
    Survey,
    SurveyInvitation,
    SurveyStatus,
)
from loim.surveys.queries.groups import kept_groups
from loim.surveys.queries.questionnaire import Questionnaire, questionnaire

MOST_REPLACED = 50


class NotAnswerable(Refusal):
    message = _("This survey does not take answers now.")


class AnsweredAlready(Refusal):
    message = _("This link has been used: an answer was given. Thank you!")


class AnswersMissing(Refusal):
    """`questions`: keys of those that must be answered."""

    message = _("Some questions that must be answered are not. They are marked below.")

    def __init__(self, questions: list[int]) -> None:
        self.questions = questions
        super().__init__()


@dataclass(frozen=True)
class Saved:
    """`was_changed`: somebody else saved since this page was opened."""

    draft: Draft
    was_changed: bool
    replaced: dict[str, Any]


def save_draft(
    *,
    invitation: SurveyInvitation,
    seen: Mapping[str, Any],
    answers: Mapping[str, Any],
    seen_version: int,
    saved_by: str,
    now: datetime,
) -> Saved:
    """`answers` and `seen` are of one page: what is given now, and what it showed when opened.

    Whoever saves last wins; what a colleague had written there is kept in `replaced` and shown.
    Refused: NotAnswerable.
    """
    with transaction.atomic():
        current = _locked(invitation)
        _refuse_unless_open(current.survey, now)
        return _save(
            current,
            seen=seen,
            answers=answers,
            seen_version=seen_version,
            saved_by=saved_by,
            now=now,
        )


def _save(
    invitation: SurveyInvitation,
    *,
    seen: Mapping[str, Any],
    answers: Mapping[str, Any],
    seen_version: int,
    saved_by: str,
    now: datetime,
) -> Saved:
    draft = Draft.objects.filter(invitation=invitation).first() or Draft(invitation=invitation)
    page = {*seen, *answers}
    theirs = {key: value for key, value in draft.answers.items() if key in page}
    merged = merge(seen=seen, mine=answers, theirs=theirs)
    others = {key: value for key, value in draft.answers.items() if key not in page}
    was_changed = draft.version != seen_version
    if merged.replaced:
        lost = [
            {"question": int(key), "answer": value, "by": draft.saved_by}
            for key, value in merged.replaced.items()
        ]
        draft.replaced = [*draft.replaced, *lost][-MOST_REPLACED:]
    draft.answers = {**others, **merged.answers}
    draft.version += 1
    draft.saved_by, draft.saved_at = saved_by, now
    draft.save()
    return Saved(draft, was_changed, merged.replaced)


@dataclass(frozen=True)
class Sent:
    """Without a `sheet` nothing was sent: questions are `missing`, or somebody else saved since
    this page was opened (`saved.was_changed`), and what both wrote should be looked at first."""

    saved: Saved
    sheet: Sheet | None = None
    missing: tuple[int, ...] = ()


def send_answer(
    *,
    invitation: SurveyInvitation,
    seen: Mapping[str, Any],
    answers: Mapping[str, Any],
    seen_version: int,
    saved_by: str,
    now: datetime,
) -> Sent:
    """The draft with this page becomes the one answer of the organisation (or person). Until
    the close it may be sent again, which replaces it. Refused: NotAnswerable."""
    with transaction.atomic():
        current = _locked(invitation, with_survey=True)
        _refuse_unless_open(current.survey, now)
        saved = _save(
            current,
            seen=seen,
            answers=answers,
            seen_version=seen_version,
            saved_by=saved_by,
            now=now,
        )
        asked = questionnaire(current.survey)
        lacking = missing(asked.asked(), saved.draft.answers)
        if saved.was_changed or lacking:
            return Sent(saved, missing=tuple(lacking))
        Sheet.objects.filter(invitation=current).delete()
        sheet = _write_sheet(current, asked, saved.draft.answers, now)
        current.has_answered = True
        current.save(update_fields=["has_answered"])
    return Sent(saved, sheet)


def _write_sheet(
    invitation: SurveyInvitation, asked: Questionnaire, answers: Mapping[str, Any], now: datetime
) -> Sheet:
    place = invitation.municipality
    sheet = Sheet.objects.create(
        survey=invitation.survey,
        is_anonymous=False,
        invitation=invitation,
        organisation=invitation.organisation if invitation.for_organisation else None,
        sent_on=localdate(now),
        county_id=place.county_id if place else None,
        kind=place.kind if place else "",
    )
    SheetAnswer.objects.bulk_create(
        SheetAnswer(
            sheet=sheet,
            question_id=row.question,
            option_id=row.option,
            value=row.value,
            text=row.text,
        )
        for row in rows_of(asked.asked(), answers)
    )
    return sheet


def send_anonymously(
    *, invitation: SurveyInvitation, answers: Mapping[str, Any], now: datetime
) -> None:
    """The invitation is marked, the answer goes into the urn; nothing leads from one to the other.

    Refused: NotAnswerable, AnswersMissing, AnsweredAlready.
    """
    asked = questionnaire(invitation.survey)
    if lacking := missing(asked.asked(), answers):
        raise AnswersMissing(lacking)
    rows = rows_of(asked.asked(), answers)
    with transaction.atomic():
        # One at a time: the urn is written anew, and the survey may be closing.
        survey = Survey.objects.select_for_update(no_key=True).get(pk=invitation.survey_id)
        _refuse_unless_open(survey, now)
        if not _use_up(invitation):
            raise AnsweredAlready
        county, kind = kept_groups(survey, invitation)
        urn.put_in(survey, rows, county=county, kind=kind)


def _use_up(invitation: SurveyInvitation) -> bool:
    """Of two that come at once the second finds it used."""
    unused = SurveyInvitation.objects.filter(pk=invitation.pk, has_answered=False)
    return unused.update(has_answered=True) == 1


def _locked(invitation: SurveyInvitation, *, with_survey: bool = False) -> SurveyInvitation:
    """Colleagues of one organisation meet here; with the survey, whoever closes it waits, too."""
    if with_survey:
        Survey.objects.select_for_update(no_key=True).get(pk=invitation.survey_id)
    return (
        SurveyInvitation.objects.select_for_update(of=("self",))
        .select_related("survey__organisation", "municipality", "organisation")
        .get(pk=invitation.pk)
    )


def _refuse_unless_open(survey: Survey, now: datetime) -> None:
    if not (survey.status == SurveyStatus.OPEN and survey.opens_at <= now < survey.closes_at):
        raise NotAnswerable
