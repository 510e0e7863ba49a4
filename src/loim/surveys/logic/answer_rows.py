"""Answers as they are kept in a draft, which questions are asked, and the rows to be counted.

An answer is a plain value by the kind of its question:

    one_of, several_of, ranking   keys of options, in the order in which they were ranked
    scale                         1 to 5, or 0 for 'cannot say'
    matrix                        [[option's key, 1 to 5 or 0], ...]
    number                        the number as a text
    short_text, long_text         a text
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

CHOICES = frozenset({"one_of", "several_of"})
CANNOT_SAY = 0
LOWEST, HIGHEST = 1, 5


@dataclass(frozen=True)
class Asked:
    """A question as far as asking goes; `only_if` is the key of another's option."""

    key: int
    kind: str
    is_required: bool = False
    only_if: int | None = None


@dataclass(frozen=True)
class AnswerRow:
    """`value`: of a scale (None: cannot say), a number, or the rank."""

    question: int
    option: int | None = None
    value: Decimal | None = None
    text: str = ""


def asked_questions(questions: Iterable[Asked], answers: Mapping[str, Any]) -> list[Asked]:
    """A question with a condition is asked where its option was chosen in one that is asked.

    `questions` in their order: a condition looks back.
    """
    asked: list[Any] = []
    chosen: set[Any] = set()
    for question in questions:
        if question.only_if is not None and question.only_if not in chosen:
            continue
        asked.append(question)
        if question.kind in CHOICES:
            chosen.update(answers.get(str(question.key)) or [])
    return asked


def missing(questions: Iterable[Asked], answers: Mapping[str, Any]) -> list[int]:
    """Keys of questions that are asked, must be answered and are not."""
    return [
        question.key
        for question in asked_questions(questions, answers)
        if question.is_required and answers.get(str(question.key)) in (None, "", [])
    ]


def rows_of(questions: Iterable[Asked], answers: Mapping[str, Any]) -> list[AnswerRow]:
    """What is counted: of questions that are asked alone."""
    rows: list[AnswerRow] = []
    for question in asked_questions(questions, answers):
        answer = answers.get(str(question.key))
        if answer not in (None, "", []):
            rows += _rows(question, answer)
    return rows


def _rows(question: Asked, answer: Any) -> list[AnswerRow]:
    key = question.key
    match question.kind:
        case "one_of" | "several_of":
            return [AnswerRow(key, option) for option in answer]
        case "ranking":
            return [AnswerRow(key, option, Decimal(n)) for n, option in enumerate(answer, 1)]
        case "scale":
            return [AnswerRow(key, value=_degree(answer))]
        case "matrix":
            return [AnswerRow(key, option, _degree(degree)) for option, degree in answer]
        case "number":
            return [AnswerRow(key, value=Decimal(answer))]
        case _:
            return [AnswerRow(key, text=str(answer))]


def _degree(said: int) -> Decimal | None:
    return None if said == CANNOT_SAY else Decimal(said)
