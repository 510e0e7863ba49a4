"""What somebody answered, in words: for themselves, and for those who may read it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from loim.surveys.models import SurveyQuestion, SurveyQuestionKind
from loim.surveys.queries.questionnaire import Questionnaire, options_of
from loim.surveys.queries.results import degree_label

_KIND = SurveyQuestionKind


def answers_in_words(
    asked: Questionnaire, answers: Mapping[str, Any], *, only_given: bool = False
) -> list[tuple[str, str]]:
    """(question, answer) in the order of the questionnaire; '' where nothing was answered."""
    found = []
    for question in asked.questions:
        answer = answers.get(str(question.pk))
        words = "" if answer in (None, "", []) else _words(question, answer)
        if words or not only_given:
            found.append((str(question.text("label")), words))
    return found


def _words(question: SurveyQuestion, answer: Any) -> str:
    labels = {option.pk: str(option.text("label")) for option in options_of(question)}
    match question.kind:
        case _KIND.ONE_OF | _KIND.SEVERAL_OF:
            return "; ".join(labels.get(key, "") for key in answer)
        case _KIND.RANKING:
            return "; ".join(f"{n}. {labels.get(key, '')}" for n, key in enumerate(answer, 1))
        case _KIND.SCALE:
            return _degree(question, answer)
        case _KIND.MATRIX:
            return "; ".join(
                f"{labels.get(key, '')}: {_degree(question, degree)}" for key, degree in answer
            )
        case _:
            return str(answer)


def _degree(question: SurveyQuestion, said: int) -> str:
    return degree_label(question, Decimal(said) if said else None)
