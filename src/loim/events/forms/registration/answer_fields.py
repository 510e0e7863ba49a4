"""Form fields for an organiser's questions. What is valid `logic.answers` says, not these."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from loim.events.logic.answer_texts import LONG_TEXT, SHORT_TEXT, Trouble
from loim.events.logic.answers import AnswerTrouble, ChoiceTrouble, Given
from loim.events.models import Option, Question, QuestionKind

# With more answers than this a list that opens is quicker to read than a column of buttons.
MOST_BUTTONS = 8

TROUBLES: Mapping[AnswerTrouble, Any] = {
    ChoiceTrouble.MISSING: gettext_lazy("Please answer this question."),
    ChoiceTrouble.ONLY_ONE: gettext_lazy("Choose one answer only."),
    ChoiceTrouble.NO_SUCH_OPTION: gettext_lazy(
        "The answer that you chose is not offered any more. Choose another one."
    ),
    Trouble.TOO_LONG: gettext_lazy("This is too long. Please shorten it."),
    Trouble.NO_NUMBER: gettext_lazy("Write a number, for example 12 or 2,5."),
    Trouble.NO_DATE: gettext_lazy("Write a day, for example 27.08.2023."),
    Trouble.NO_PHONE: gettext_lazy("Write a phone number, for example +372 5123 4567."),
}


class _JudgedElsewhere(forms.Field):
    """`required` is for the label; a question that is not asked may stay empty."""

    def validate(self, value: Any) -> None: ...

    def run_validators(self, value: Any) -> None: ...


class OneField(_JudgedElsewhere, forms.ChoiceField): ...


class SeveralField(_JudgedElsewhere, forms.MultipleChoiceField): ...


class WordsField(_JudgedElsewhere, forms.CharField): ...


class _SomeClosed:
    """Answers that nobody can choose now are shown, and cannot be chosen."""

    closed: frozenset[str] = frozenset()

    def create_option(self, name: str, value: Any, *rest: Any, **options: Any) -> dict[str, Any]:
        made: dict[str, Any] = super().create_option(name, value, *rest, **options)  # type: ignore[misc]
        if str(value) in self.closed:
            made["attrs"]["disabled"] = True
        return made


class OneButton(_SomeClosed, forms.RadioSelect): ...


class OneOfList(_SomeClosed, forms.Select): ...


class SeveralButtons(_SomeClosed, forms.CheckboxSelectMultiple): ...


def field_name(question: Question) -> str:
    return f"q{question.pk}"


def words_name(question: Question) -> str:
    """Of the field for own words beside the answers to choose."""
    return f"q{question.pk}-text"


def fields_for(
    question: Question, *, left: Mapping[int, int], own: frozenset[int] = frozenset()
) -> dict[str, forms.Field]:
    """By name. `left` of limited answers; `own` are those that the person has already."""
    kind = question.kind
    if kind in {QuestionKind.YES_NO, QuestionKind.ONE_OF}:
        return {field_name(question): _one(question, left, own)}
    if kind in {QuestionKind.SEVERAL_OF, QuestionKind.DIET, QuestionKind.ACCOMMODATION}:
        fields: dict[str, forms.Field] = {}
        options = list(question.options.all())
        if options:
            fields[field_name(question)] = _several(question, left, own)
        if kind == QuestionKind.DIET:
            words = WordsField(
                label=_("Something else that the kitchen should know")
                if options
                else question.text("label"),
                help_text="" if options else question.text("help_text"),
                required=question.is_required and not options,
                widget=forms.Textarea(attrs={"rows": 2, "maxlength": LONG_TEXT}),
            )
            fields[words_name(question)] = words
        return fields
    return {field_name(question): _words(question)}


def _common(question: Question) -> dict[str, Any]:
    return {
        "label": question.text("label"),
        "help_text": question.text("help_text"),
        "required": question.is_required,
    }


def _one(question: Question, left: Mapping[int, int], own: frozenset[int]) -> forms.Field:
    options = list(question.options.all())
    choices = _choices(options, left)
    widget: forms.Select | forms.RadioSelect
    if len(options) > MOST_BUTTONS:
        widget, choices = OneOfList(), [("", pgettext("an answer", "Choose")), *choices]
    else:
        widget = OneButton()
        if not question.is_required:
            choices = [*choices, ("", _("No answer"))]
    widget.closed = _closed(options, left, own)
    return OneField(choices=choices, widget=widget, **_common(question))


def _several(question: Question, left: Mapping[int, int], own: frozenset[int]) -> forms.Field:
    options = list(question.options.all())
    widget = SeveralButtons()
    widget.closed = _closed(options, left, own)
    return SeveralField(choices=_choices(options, left), widget=widget, **_common(question))


def _words(question: Question) -> forms.Field:
    kinds: dict[str, forms.Widget] = {
        QuestionKind.LONG_TEXT: forms.Textarea(attrs={"rows": 4, "maxlength": LONG_TEXT}),
        QuestionKind.ACCESS: forms.Textarea(attrs={"rows": 2, "maxlength": LONG_TEXT}),
        QuestionKind.NUMBER: forms.TextInput(attrs={"inputmode": "decimal", "size": 12}),
        QuestionKind.DATE: forms.DateInput(),
        QuestionKind.PHONE: forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    }
    widget = kinds.get(question.kind, forms.TextInput(attrs={"maxlength": SHORT_TEXT}))
    return WordsField(widget=widget, **_common(question))


def _closed(
    options: Iterable[Option], left: Mapping[int, int], own: frozenset[int]
) -> frozenset[str]:
    return frozenset(
        str(option.pk) for option in options if left.get(option.pk) == 0 and option.pk not in own
    )


def _choices(options: Iterable[Option], left: Mapping[int, int]) -> list[tuple[str, str]]:
    return [(str(option.pk), _label(option, left.get(option.pk))) for option in options]


def _label(option: Option, left: int | None) -> str:
    answer = option.text("label")
    if left is None:
        return answer
    if left == 0:
        return _("%(answer)s (full)") % {"answer": answer}
    return ngettext("%(answer)s (%(number)d left)", "%(answer)s (%(number)d left)", left) % {
        "answer": answer,
        "number": left,
    }


def given_in(cleaned: Mapping[str, Any], questions: Iterable[Question]) -> dict[int, Given]:
    """What a form's cleaned data say about each question, for `read_answers`."""
    return {question.pk: _given(cleaned, question) for question in questions}


def _given(cleaned: Mapping[str, Any], question: Question) -> Given:
    value = cleaned.get(field_name(question))
    if question.kind in {QuestionKind.YES_NO, QuestionKind.ONE_OF}:
        return Given(chosen=(value,) if value else ())
    if question.kind in {QuestionKind.SEVERAL_OF, QuestionKind.DIET, QuestionKind.ACCOMMODATION}:
        chosen: Sequence[str] = value or ()
        return Given(tuple(chosen), cleaned.get(words_name(question)) or "")
    return Given(text=value or "")
