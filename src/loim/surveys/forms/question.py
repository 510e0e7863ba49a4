"""The organiser's forms about a page of the questionnaire and about one question."""

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loim.common.translation_fields import TranslationFields
from loim.events.forms.registration.typed import QuietForm
from loim.surveys.actions.questions import OptionFacts, QuestionFacts
from loim.surveys.models import (
    ON_A_SCALE,
    WITH_OPTIONS,
    SurveyOption,
    SurveyQuestion,
    SurveyQuestionKind,
    SurveySection,
)

NEW_ROWS, MORE_ROWS, MOST_ROWS = 4, 4, 60
_KIND = SurveyQuestionKind


class SectionForm(TranslationFields):
    class Meta:
        model = SurveySection
        fields = ("title", "description")
        labels = {
            "title": gettext_lazy("Title of the page"),
            "description": gettext_lazy("Explanation"),
        }
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}


class QuestionFieldsForm(QuietForm, TranslationFields):
    """`conditions`: options of earlier questions that this one may depend on."""

    section = forms.ModelChoiceField(
        SurveySection.objects.none(), label=gettext_lazy("Page"), empty_label=None
    )
    only_if = forms.TypedChoiceField(
        label=gettext_lazy("Ask only if this was chosen"), required=False, coerce=int
    )
    means_the_same = forms.BooleanField(
        label=gettext_lazy("I correct a slip of the keyboard: the meaning stays the same"),
        required=False,
    )

    class Meta:
        model = SurveyQuestion
        fields = (
            "label", "help_text", "low_label", "high_label", "most", "lowest", "highest",
            "is_required",
        )  # fmt: skip
        labels = {
            "label": gettext_lazy("Question"),
            "help_text": gettext_lazy("Explanation"),
            "low_label": gettext_lazy("What 1 means"),
            "high_label": gettext_lazy("What 5 means"),
            "most": gettext_lazy("At most so many may be chosen"),
            "lowest": gettext_lazy("Smallest number"),
            "highest": gettext_lazy("Largest number"),
            "is_required": gettext_lazy("It must be answered"),
        }
        widgets = {"help_text": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, conditions: list[SurveyOption], **options: Any) -> None:
        super().__init__(*args, **options)
        question: SurveyQuestion = self.instance
        for name in _left_out(question.kind):
            del self.fields[name]
            for code, _name in self._languages():
                self.fields.pop(f"{name}_{code}", None)
        self._translated = [name for name in self._translated if name in self.fields]
        sections = cast("forms.ModelChoiceField[SurveySection]", self.fields["section"])
        sections.queryset = SurveySection.objects.filter(survey=question.survey).order_by(
            "position", "pk"
        )
        self.initial["section"] = question.section_id
        self._conditions = {option.pk: option for option in conditions}
        field = cast("forms.TypedChoiceField", self.fields["only_if"])
        field.empty_value = None
        field.choices = [
            ("", _("Everybody is asked")),
            *((key, _condition(option)) for key, option in self._conditions.items()),
        ]
        self.initial["only_if"] = question.only_if_id
        if not conditions:
            del self.fields["only_if"]
        if not (question.pk and question.survey.opened_at):
            del self.fields["means_the_same"]

    def clean_only_if(self) -> SurveyOption | None:
        return self._conditions.get(self.cleaned_data["only_if"] or 0)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        low, high = cleaned.get("lowest"), cleaned.get("highest")
        if low is not None and high is not None and low > high:
            self.add_error("highest", _("The largest number is not below the smallest."))
        if cleaned.get("most") == 0:
            self.add_error("most", _("At least 1."))
        return cleaned

    def validate_constraints(self) -> None:
        return


def _left_out(kind: str) -> list[str]:
    found = []
    if kind not in ON_A_SCALE:
        found += ["low_label", "high_label"]
    if kind not in (_KIND.SEVERAL_OF, _KIND.RANKING):
        found.append("most")
    if kind != _KIND.NUMBER:
        found += ["lowest", "highest"]
    return found


class OptionForm(QuietForm, TranslationFields):
    """A row that is left empty is not there."""

    use_required_attribute = False

    class Meta:
        model = SurveyOption
        fields = ("label",)
        labels = {"label": gettext_lazy("Answer")}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["label"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        others = [name for name in cleaned if name != "label"]
        if not cleaned.get("label") and any(cleaned[name] for name in others):
            self.add_error("label", _("Write the answer, or leave the whole row empty."))
        return cleaned

    @property
    def is_translated(self) -> bool:
        return any(is_open for _code, _name, _fields, is_open in self.translation_groups())

    @property
    def key(self) -> str:
        return str(self.instance.pk or "")

    def facts(self) -> OptionFacts | None:
        label = self.cleaned_data["label"]
        if not label:
            return None
        return OptionFacts(label, self.instance.pk, self.instance.translations)


class QuestionForm:
    """The question's own fields and a row for each answer that can be chosen."""

    def __init__(
        self, data: QueryDict | None, *, question: SurveyQuestion, conditions: list[SurveyOption]
    ) -> None:
        self.data, self.question = data, question
        self.language = question.survey.language
        self.is_growing = data is not None and "more" in data
        self.fields = QuestionFieldsForm(
            data, instance=question, conditions=conditions, source_language=self.language
        )
        self.has_options = question.kind in WITH_OPTIONS
        self.options = self._rows() if self.has_options else []
        for form in self.forms:
            form.is_quiet = self.is_growing
        self.other_errors: list[str] = []

    def _rows(self) -> list[OptionForm]:
        known = {row.pk: row for row in self.question.options.all()} if self.question.pk else {}
        for row in known.values():
            row.question = self.question
        if self.data is None:
            ordered = sorted(known.values(), key=lambda row: (row.position, row.pk))
            rows = [*ordered, *self._blank(NEW_ROWS)]
        else:
            keys = self.data.getlist("option")[:MOST_ROWS]
            rows = [
                known.get(int(key) if key.isascii() and key.isdecimal() else 0)
                or SurveyOption(question=self.question)
                for key in keys
            ]
            rows += self._blank(MORE_ROWS) if self.is_growing else []
        return [
            OptionForm(self.data, prefix=f"o{n}", instance=row, source_language=self.language)
            for n, row in enumerate(rows[:MOST_ROWS])
        ]

    def _blank(self, number: int) -> list[SurveyOption]:
        return [SurveyOption(question=self.question) for _row in range(number)]

    @property
    def forms(self) -> list[QuietForm]:
        return [self.fields, *self.options]

    @property
    def has_errors(self) -> bool:
        return bool(self.other_errors) or any(form.errors for form in self.forms)

    def is_valid(self) -> bool:
        return not [form for form in self.forms if not form.is_valid()]

    @property
    def means_the_same(self) -> bool:
        return bool(self.fields.cleaned_data.get("means_the_same"))

    def facts(self) -> QuestionFacts:
        """Of a valid form."""
        said = self.fields.cleaned_data
        options = (row.facts() for row in self.options)
        return QuestionFacts(
            label=said["label"],
            section=said["section"],
            help_text=said["help_text"],
            low_label=said.get("low_label", ""),
            high_label=said.get("high_label", ""),
            is_required=said["is_required"],
            most=said.get("most"),
            lowest=said.get("lowest"),
            highest=said.get("highest"),
            only_if=said.get("only_if"),
            translations=self.fields.instance.translations,
            options=tuple(each for each in options if each is not None),
        )


def _condition(option: SurveyOption) -> str:
    return _("“%(question)s” – %(answer)s") % {
        "question": option.question.text("label"),
        "answer": option.text("label"),
    }
