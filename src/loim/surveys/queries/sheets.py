"""Sent answers of a named survey, one by one, and as rows of a file."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch, QuerySet

from loim.surveys.models import Sheet, SheetAnswer, Survey, SurveyQuestionKind
from loim.surveys.queries.questionnaire import Questionnaire
from loim.surveys.queries.results import degree_label

_KIND = SurveyQuestionKind


def listed_sheets(survey: Survey) -> QuerySet[Sheet]:
    """With what is needed to read them; three queries."""
    answers = SheetAnswer.objects.select_related("option__question__survey").order_by(
        "value", "option__position", "pk"
    )
    return (
        Sheet.objects.filter(survey=survey, is_anonymous=False)
        .select_related("invitation__organisation", "organisation", "county")
        .prefetch_related(Prefetch("answers", answers, "given"))
        .order_by("county__name", "organisation__name", "invitation__name", "pk")
    )


def answered(sheet: Sheet, asked: Questionnaire) -> dict[int, str]:
    """By question's key, in words."""
    questions = asked.by_key
    words: dict[int, list[str]] = {}
    for row in sheet.given:  # type: ignore[attr-defined]
        question = questions[row.question_id]
        words.setdefault(question.pk, []).append(_words(question, row))
    return {key: "; ".join(texts) for key, texts in words.items()}


def _words(question: Any, row: SheetAnswer) -> str:
    label = str(row.option.text("label")) if row.option else ""
    match question.kind:
        case _KIND.RANKING:
            return f"{int(row.value or 0)}. {label}"
        case _KIND.MATRIX:
            return f"{label}: {degree_label(question, row.value)}"
        case _KIND.SCALE:
            return degree_label(question, row.value)
        case _KIND.NUMBER:
            return f"{row.value.normalize():f}" if row.value is not None else ""
        case _:
            return label or row.text


def raw_rows(survey: Survey, asked: Questionnaire) -> Iterator[list[Any]]:
    """Who, county, day, then an answer for each question."""
    for sheet in listed_sheets(survey):
        given = answered(sheet, asked)
        yield [
            str(sheet.invitation),
            sheet.county.name if sheet.county else "",
            sheet.sent_on,
            *(given.get(question.pk, "") for question in asked.questions),
        ]
