"""The questionnaire as answerers see it: a field for each question, read into plain values."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loim.surveys.models import SurveyQuestion, SurveyQuestionKind
from loim.surveys.queries.questionnaire import Page, options_of
from loim.surveys.queries.results import degree_label

LONGEST_TEXT, LONGEST_SHORT = 4000, 300
MOST_PLACES = 5  # of a ranking that says no other number
_KIND = SurveyQuestionKind
DEGREES = (1, 2, 3, 4, 5, 0)


class AskedQuestion:
    """A question with its fields, ready for the page."""

    def __init__(self, question: SurveyQuestion, form: "AnswerForm") -> None:
        self.question, self.form = question, form
        self.names = [name for name in form.fields if form.question_of[name] == question.pk]

    @property
    def fields(self) -> list[BoundField]:
        return [self.form[name] for name in self.names]

    @property
    def field(self) -> BoundField:
        return self.fields[0]

    @property
    def condition(self) -> str:
        """For the script: the box or circle that has to be chosen, `name=value`."""
        option = self.question.only_if
        return f"q{option.question_id}={option.pk}" if option is not None else ""

    @property
    def errors(self) -> list[str]:
        found = [str(error) for field in self.fields for error in field.errors]
        return found + self.form.question_errors.get(self.question.pk, [])

    @property
    def degrees(self) -> list[str]:
        return [degree_label(self.question, Decimal(n) if n else None) for n in DEGREES]


class AnswerForm(forms.Form):
    """`pages` of a questionnaire; what must be answered is looked at when it is sent."""

    use_required_attribute = False

    def __init__(
        self, data: Any = None, *, pages: Sequence[Page], answers: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data)
        self.pages = pages
        self.question_of: dict[str, int] = {}
        self.question_errors: dict[int, list[str]] = {}
        for question in self.questions:
            kept = (answers or {}).get(str(question.pk))
            for name, field, initial in _fields_of(question, kept):
                self.fields[name] = field
                self.question_of[name] = question.pk
                self.initial[name] = initial

    @property
    def questions(self) -> list[SurveyQuestion]:
        return [question for page in self.pages for question in page.questions]

    def asked_pages(self) -> list[tuple[Page, list[AskedQuestion]]]:
        return [
            (page, [AskedQuestion(question, self) for question in page.questions])
            for page in self.pages
        ]

    @property
    def wrong_questions(self) -> list[tuple[SurveyQuestion, list[str]]]:
        asked = [each for _page, questions in self.asked_pages() for each in questions]
        return [(each.question, each.errors) for each in asked if each.errors]

    def mark_missing(self, questions: Sequence[int]) -> None:
        for key in questions:
            self.question_errors[key] = [_("This question must be answered.")]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for question in self.questions:
            chosen = cleaned.get(f"q{question.pk}")
            if question.kind == _KIND.SEVERAL_OF and question.most:
                if chosen and len(chosen) > question.most:
                    self.add_error(
                        f"q{question.pk}",
                        ngettext(
                            "Choose %(most)s at most.", "Choose %(most)s at most.", question.most
                        )
                        % {"most": question.most},
                    )
            elif question.kind == _KIND.RANKING:
                self._check_ranking(question)
        return cleaned

    def _check_ranking(self, question: SurveyQuestion) -> None:
        names = [name for name in self.fields if self.question_of[name] == question.pk]
        seen: set[str] = set()
        for name in names:
            value = self.cleaned_data.get(name) or ""
            if value and value in seen:
                self.add_error(name, _("You chose this above already."))
            seen.add(value)

    def answers(self) -> dict[str, Any]:
        """Of a valid form, as `logic.answer_rows` says; what is empty is left out."""
        found: dict[str, Any] = {}
        for question in self.questions:
            value = self._value(question)
            if value not in (None, "", []):
                found[str(question.pk)] = value
        return found

    def _value(self, question: SurveyQuestion) -> Any:  # noqa: PLR0911  # one for each kind
        said, name = self.cleaned_data, f"q{question.pk}"
        match question.kind:
            case _KIND.ONE_OF:
                return [int(said[name])] if said[name] else []
            case _KIND.SEVERAL_OF:
                return [int(key) for key in said[name]]
            case _KIND.SCALE:
                return int(said[name]) if said[name] != "" else None
            case _KIND.MATRIX:
                rows = [(each.pk, said[f"{name}_{each.pk}"]) for each in options_of(question)]
                return [[key, int(degree)] for key, degree in rows if degree != ""]
            case _KIND.RANKING:
                names = [each for each in self.fields if self.question_of[each] == question.pk]
                return [int(said[each]) for each in names if said[each]]
            case _KIND.NUMBER:
                return None if said[name] is None else _plain(said[name])
            case _:
                return said[name].strip()


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _fields_of(  # noqa: PLR0911  # one for each kind
    question: SurveyQuestion, kept: Any
) -> list[tuple[str, forms.Field, Any]]:
    name, label = f"q{question.pk}", question.text("label")
    options = [(str(each.pk), str(each.text("label"))) for each in options_of(question)]
    common: dict[str, Any] = {"label": label, "required": False}
    match question.kind:
        case _KIND.ONE_OF:
            field: forms.Field = forms.ChoiceField(
                choices=options, widget=forms.RadioSelect, **common
            )
            return [(name, field, str(kept[0]) if kept else "")]
        case _KIND.SEVERAL_OF:
            field = forms.MultipleChoiceField(
                choices=options, widget=forms.CheckboxSelectMultiple, **common
            )
            return [(name, field, [str(key) for key in kept or []])]
        case _KIND.SCALE:
            field = forms.ChoiceField(
                choices=_degrees(question), widget=forms.RadioSelect, **common
            )
            return [(name, field, "" if kept is None else str(kept))]
        case _KIND.MATRIX:
            given = {key: str(degree) for key, degree in kept or []}
            return [
                (
                    f"{name}_{each.pk}",
                    forms.ChoiceField(
                        label=each.text("label"),
                        required=False,
                        choices=_degrees(question),
                        widget=forms.RadioSelect,
                    ),
                    given.get(each.pk, ""),
                )
                for each in options_of(question)
            ]
        case _KIND.RANKING:
            return _places(question, name, options, kept or [])
        case _KIND.NUMBER:
            field = forms.DecimalField(
                min_value=question.lowest,
                max_value=question.highest,
                max_digits=12,
                decimal_places=2,
                localize=True,
                widget=forms.TextInput(attrs={"inputmode": "decimal", "size": 10}),
                **common,
            )
            return [(name, field, None if kept is None else Decimal(kept))]
        case _KIND.SHORT_TEXT:
            field = forms.CharField(max_length=LONGEST_SHORT, strip=False, **common)
            return [(name, field, kept or "")]
        case _:
            widget = forms.Textarea(attrs={"rows": 4})
            field = forms.CharField(max_length=LONGEST_TEXT, strip=False, widget=widget, **common)
            return [(name, field, kept or "")]


def _degrees(question: SurveyQuestion) -> list[tuple[str, str]]:
    return [
        (str(degree), degree_label(question, Decimal(degree) if degree else None))
        for degree in DEGREES
    ]


def _places(
    question: SurveyQuestion, name: str, options: list[tuple[str, str]], kept: Sequence[int]
) -> list[tuple[str, forms.Field, Any]]:
    """A list for each place: the most important first."""
    places = min(question.most or MOST_PLACES, len(options))
    found: list[tuple[str, forms.Field, Any]] = []
    for place in range(places):
        field = forms.ChoiceField(
            label=_("Place %(number)s") % {"number": place + 1},
            required=False,
            choices=[("", "–"), *options],
        )
        found.append((f"{name}_{place}", field, str(kept[place]) if place < len(kept) else ""))
    return found
