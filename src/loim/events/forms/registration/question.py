"""The organiser's form about one question, and the answers that can be chosen."""

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loim.common.translation_fields import TranslationFields
from loim.events.actions.registration.question_options import OptionFacts
from loim.events.actions.registration.questions import WITH_OPTIONS, QuestionFacts
from loim.events.forms.registration.option import OptionForm
from loim.events.forms.registration.typed import QuietForm
from loim.events.models import Option, Question, QuestionStage
from loim.programmes.forms.record_fields import capitalised

NEW_ROWS, MORE_ROWS, MOST_ROWS = 3, 3, 60
LONGEST_KEPT = 3650


class QuestionFieldsForm(QuietForm, TranslationFields):
    """`conditions`: answers of earlier questions that this one may depend on."""

    only_if = forms.TypedChoiceField(
        label=gettext_lazy("Ask only if this was chosen"), required=False, coerce=int
    )

    class Meta:
        model = Question
        fields = ("label", "help_text", "stage", "is_required", "only_if", "kept_days")
        labels = {
            "label": gettext_lazy("Question"),
            "help_text": gettext_lazy("Explanation"),
            "stage": gettext_lazy("When it is asked"),
            "is_required": gettext_lazy("It must be answered"),
            "kept_days": gettext_lazy("Days after the event until its answers are erased"),
        }
        help_texts = {
            "kept_days": gettext_lazy("Left empty, they are kept as long as the participants."),
        }
        widgets = {"help_text": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, conditions: list[Option], **options: Any) -> None:
        super().__init__(*args, **options)
        self._conditions = {option.pk: option for option in conditions}
        field = cast("forms.TypedChoiceField", self.fields["only_if"])
        field.empty_value = None
        field.choices = [
            ("", _("Everybody is asked")),
            *((key, _condition(option)) for key, option in self._conditions.items()),
        ]
        self.initial["only_if"] = self.instance.only_if_id
        self.fields["stage"].choices = capitalised(QuestionStage.choices)  # type: ignore[attr-defined]
        if not conditions:
            del self.fields["only_if"]

    def clean_only_if(self) -> Option | None:
        return self._conditions.get(self.cleaned_data["only_if"] or 0)

    def clean_kept_days(self) -> int | None:
        days: int | None = self.cleaned_data["kept_days"]
        if days is not None and not 1 <= days <= LONGEST_KEPT:
            raise forms.ValidationError(
                _("Keep answers for 1 to %(most)s days.") % {"most": LONGEST_KEPT}
            )
        return days


class QuestionForm:
    """The question's own fields and a row for each answer that can be chosen."""

    def __init__(
        self,
        data: QueryDict | None,
        *,
        question: Question,
        conditions: list[Option],
        chosen: dict[int, int],
        language: str,
    ) -> None:
        self.data, self.question, self.language = data, question, language
        is_growing = data is not None and "more" in data
        self.fields = QuestionFieldsForm(
            data, instance=question, conditions=conditions, source_language=language
        )
        self.has_options = question.kind in WITH_OPTIONS
        self.options = self._rows(chosen, is_growing=is_growing) if self.has_options else []
        self.fields.is_quiet = is_growing
        for row in self.options:
            row.is_quiet = is_growing
        self.is_growing = is_growing
        self.other_errors: list[str] = []

    def _rows(self, chosen: dict[int, int], *, is_growing: bool) -> list[OptionForm]:
        known = (
            {row.pk: row for row in self.question.options.filter(removed_at=None)}
            if self.question.pk
            else {}
        )
        for row in known.values():
            row.question = self.question
        ordered = sorted(known.values(), key=lambda row: (row.position, row.pk))
        if self.data is None:
            rows = [*ordered, *self._blank(NEW_ROWS)]
        else:
            keys = self.data.getlist("option")[:MOST_ROWS]
            rows = [self._named(key, known) for key in keys]
            rows += self._blank(MORE_ROWS) if is_growing else []
        forms_made = [
            OptionForm(self.data, prefix=f"o{number}", instance=row, source_language=self.language)
            for number, row in enumerate(rows[:MOST_ROWS])
        ]
        for form in forms_made:
            form.chosen_by = chosen.get(form.instance.pk or 0, 0)
        return forms_made

    def _named(self, key: str, known: dict[int, Option]) -> Option:
        found = known.get(int(key)) if key.isascii() and key.isdecimal() else None
        return found or Option(question=self.question)

    def _blank(self, number: int) -> list[Option]:
        return [Option(question=self.question) for _row in range(number)]

    @property
    def forms(self) -> list[QuietForm]:
        return [self.fields, *self.options]

    @property
    def has_errors(self) -> bool:
        return bool(self.other_errors) or any(form.errors for form in self.forms)

    def is_valid(self) -> bool:
        wrong = [form for form in self.forms if not form.is_valid()]
        if not wrong and self.has_options and not self._facts_of_options() and not self._may_lack:
            self.other_errors.append(_("Write at least one answer that can be chosen."))
            return False
        return not wrong

    @property
    def _may_lack(self) -> bool:
        """What the kitchen should know can be said in words alone."""
        return self.question.kind == "diet"

    def _facts_of_options(self) -> tuple[OptionFacts, ...]:
        found = (row.facts() for row in self.options)
        return tuple(facts for facts in found if facts is not None)

    def facts(self) -> QuestionFacts:
        """Of a valid form."""
        cleaned = self.fields.cleaned_data
        return QuestionFacts(
            label=cleaned["label"],
            help_text=cleaned["help_text"],
            stage=cleaned["stage"],
            is_required=cleaned["is_required"],
            only_if=cleaned.get("only_if"),
            kept_days=cleaned["kept_days"],
            translations=self.fields.instance.translations,
            options=self._facts_of_options(),
        )


def _condition(option: Option) -> str:
    return _("“%(question)s” – %(answer)s") % {
        "question": option.question.text("label"),
        "answer": option.text("label"),
    }
