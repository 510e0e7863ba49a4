"""Answers of one row of a file, read by the same rules as a form's."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from loim.common.translated import LANGUAGES
from loim.events.forms.registrants.person_reader import in_words
from loim.events.forms.registration.answer_fields import TROUBLES
from loim.events.logic.answers import (
    OPTIONS_AND_TEXT,
    SEVERAL_OPTIONS,
    Given,
    read_answers,
)
from loim.events.logic.names import fold
from loim.events.models import CLOSED_KINDS, Question
from loim.events.queries.registration.questions import as_asked

Answer = tuple[int, int | None, str]


@dataclass
class AnswerReader:
    """`questions` with their options. Nothing must be answered: a file may not say it."""

    questions: list[Question]
    _options: dict[int, dict[str, int]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        for question in self.questions:
            question.is_required = False
            words: dict[str, int] = {}
            for option in question.options.all():
                for language, _name in LANGUAGES:
                    words.setdefault(fold(option.text("label", language)), option.pk)
            self._options[question.pk] = words
        self.asked = as_asked(self.questions)

    def read(self, cells: Mapping[str, Any]) -> tuple[tuple[Answer, ...], dict[str, str]]:
        """The answers, and what is wrong by the question's label."""
        problems: dict[str, str] = {}
        given: dict[int, Given] = {}
        for question in self.questions:
            text = in_words(cells.get(f"q{question.pk}"))
            if not text:
                continue
            found = self._given(question, text)
            if isinstance(found, Given):
                given[question.pk] = found
            else:
                problems[str(question.text("label"))] = found
        read = read_answers(self.asked, given)
        for question in self.questions:
            label = str(question.text("label"))
            if question.pk in read.troubles:
                problems[label] = str(TROUBLES[read.troubles[question.pk]])
            elif question.pk in given and question.pk not in read.asked:
                problems[label] = _(
                    "This is asked only after another answer, which is not in this row. Leave it"
                    " empty, or give that answer, too."
                )
        answers = tuple((answer.question, answer.option, answer.text) for answer in read.answers)
        return answers, problems

    def _given(self, question: Question, text: str) -> Given | str:
        if question.kind not in CLOSED_KINDS:
            return Given(text=text)
        words = self._options[question.pk]
        parts = [text] if fold(text) in words else _parts(question, text, words)
        chosen = tuple(str(words[fold(part)]) for part in parts if fold(part) in words)
        rest = [part for part in parts if fold(part) not in words]
        if rest and question.kind in OPTIONS_AND_TEXT:
            return Given(chosen, "; ".join(rest))
        if rest:
            known = ", ".join(str(option.text("label")) for option in question.options.all())
            return _("“%(answer)s” is not among the answers: %(known)s.") % {
                "answer": rest[0],
                "known": known,
            }
        return Given(chosen)


def _parts(question: Question, text: str, words: Mapping[str, int]) -> list[str]:
    """Several answers in one cell stand apart by semicolons or new lines, or else by commas."""
    if question.kind not in SEVERAL_OPTIONS:
        return [text]
    parts = [part.strip() for part in re.split(r"[;\n]", text) if part.strip()]
    if all(fold(part) in words for part in parts):
        return parts
    return [
        piece.strip()
        for part in parts
        for piece in ([part] if fold(part) in words else part.split(","))
        if piece.strip()
    ]
