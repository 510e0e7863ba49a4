"""One of those who come: their name, where several are registered, and their answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.events.actions.places import AnswerRequest
from loim.events.forms.registration.answer_fields import (
    TROUBLES,
    field_name,
    fields_for,
    given_in,
    words_name,
)
from loim.events.forms.registration.typed import QuietForm
from loim.events.logic.answers import ReadAnswers, read_answers
from loim.events.models import Option, Question
from loim.events.queries.registration.questions import as_asked, places_left_by_option


@dataclass(frozen=True)
class FormQuestions:
    """The questions of one form, read once for everybody in it; see `places_left_by_option`."""

    questions: list[Question]
    left: Mapping[int, int] = field(default_factory=dict)

    @classmethod
    def read(cls, questions: list[Question]) -> "FormQuestions":
        return cls(questions, places_left_by_option(questions))

    def option(self, key: int) -> Option | None:
        return next(
            (o for question in self.questions for o in question.options.all() if o.pk == key), None
        )


@dataclass(frozen=True)
class AskedField:
    """A question's fields, and the answer of another one on which it is asked."""

    question: Question
    fields: list[BoundField]
    only_if_name: str = ""
    only_if_value: str = ""
    only_if_question: str = ""
    only_if_answer: str = ""


class PersonForm(QuietForm, forms.Form):
    """`is_named`: one of several, each with a name. `chosen_before`: see `read_answers`."""

    name = forms.CharField(label=pgettext_lazy("a person", "Name"), max_length=150)
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        help_text=_("If letters should go to this person, too."),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        asked: FormQuestions,
        is_named: bool,
        chosen_before: frozenset[int] = frozenset(),
        own: frozenset[int] = frozenset(),
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        self.asked = asked
        self.chosen_before = chosen_before
        self.read = ReadAnswers(())
        self.title = ""  # whose answers these are, where several people's stand on one page
        self._own = own
        if not is_named:
            del self.fields["name"], self.fields["email"]
        for question in asked.questions:
            self.fields.update(fields_for(question, left=asked.left, own=own))

    def clean_name(self) -> str:
        """One line, as in `WhoForm`."""
        return " ".join(str(self.cleaned_data["name"]).split())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        given = given_in(cleaned, self.asked.questions)
        self.read = read_answers(
            as_asked(self.asked.questions, closed_options=self._closed()),
            given,
            chosen_before=self.chosen_before,
        )
        for key, trouble in self.read.troubles.items():
            name = f"q{key}" if f"q{key}" in self.fields else f"q{key}-text"
            self.add_error(name, TROUBLES[trouble])
        return cleaned

    def _closed(self) -> frozenset[int]:
        """Full answers, but for those that the person has already."""
        return frozenset(key for key, left in self.asked.left.items() if not left) - self._own

    @property
    def row(self) -> str:
        """Its number in the page, which stays when others are left out."""
        return (self.prefix or "p0").removeprefix("p")

    def answers(self) -> tuple[AnswerRequest, ...]:
        return tuple(
            AnswerRequest(answer.question, answer.option, answer.text)
            for answer in self.read.answers
        )

    def asked_fields(self) -> list[AskedField]:
        """The questions with their fields, in order."""
        return [self._asked_field(question) for question in self.asked.questions]

    def _asked_field(self, question: Question) -> AskedField:
        names = [field_name(question), words_name(question)]
        fields = [self[name] for name in names if name in self.fields]
        condition = question.only_if_id and self.asked.option(question.only_if_id)
        if not condition:
            return AskedField(question, fields)
        return AskedField(
            question,
            fields,
            only_if_name=self.add_prefix(field_name(condition.question)),
            only_if_value=str(condition.pk),
            only_if_question=condition.question.text("label"),
            only_if_answer=condition.text("label"),
        )
