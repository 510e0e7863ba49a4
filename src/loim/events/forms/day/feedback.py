"""The feedback form, made of the organiser's questions, and the form of a question itself."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from loim.common.translation_fields import TranslationFields
from loim.events.models import FeedbackKind, FeedbackQuestion
from loim.programmes.forms.record_fields import capitalised

LONGEST_TEXT = 2000
RATINGS = (
    ("5", _("5 – very good")),
    ("4", "4"),
    ("3", "3"),
    ("2", "2"),
    ("1", _("1 – not good at all")),
)
YES_OR_NO = (("1", _("Yes")), ("0", _("No")))


class FeedbackAnswersForm(forms.Form):
    """Nothing must be answered, but an empty form is not sent."""

    use_required_attribute = False

    def __init__(self, *args: Any, questions: Iterable[FeedbackQuestion], **options: Any) -> None:
        super().__init__(*args, **options)
        self.questions = list(questions)
        for question in self.questions:
            self.fields[_name(question)] = _field(question)

    def answers(self) -> dict[int, int | str]:
        found: dict[int, int | str] = {}
        for question in self.questions:
            said = self.cleaned_data.get(_name(question), "")
            if said:
                found[question.pk] = said if question.kind == FeedbackKind.TEXT else int(said)
        return found

    def clean(self) -> dict[str, Any] | None:
        given = super().clean()
        if not self.errors and not self.answers():
            raise forms.ValidationError(_("Answer at least one question."), code="empty")
        return given


def _name(question: FeedbackQuestion) -> str:
    return f"question_{question.pk}"


def _field(question: FeedbackQuestion) -> forms.Field:
    label = question.text("label")
    if question.kind == FeedbackKind.TEXT:
        field: forms.Field = forms.CharField(
            required=False,
            max_length=LONGEST_TEXT,
            widget=forms.Textarea(attrs={"rows": 4}),
            help_text=_("Please name nobody."),
        )
    else:
        choices = RATINGS if question.kind == FeedbackKind.RATING else YES_OR_NO
        field = forms.ChoiceField(required=False, choices=choices, widget=forms.RadioSelect)
    field.label = str(label)
    # Said in its own language where there is no translation.
    if label.language != get_language():
        field.widget.attrs["lang"] = label.language
    return field


class FeedbackQuestionForm(TranslationFields):
    class Meta:
        model = FeedbackQuestion
        fields = ("label", "kind")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kind: forms.ChoiceField = self.fields["kind"]  # type: ignore[assignment]
        kind.choices = capitalised(FeedbackKind.choices)


class DaySettingsForm(forms.Form):
    """What is sent by itself, and the hours on the certificate."""

    reminder_days = forms.TypedMultipleChoiceField(
        label=_("Reminders to those who have a place"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            (14, _("two weeks before")),
            (7, _("a week before")),
            (3, _("three days before")),
            (1, _("a day before")),
            (0, _("in the morning of the day")),
        ],
    )
    sends_thanks = forms.BooleanField(
        label=_("Thank those who came, the day after"), required=False
    )
    asks_feedback = forms.BooleanField(label=_("Ask in that letter for feedback"), required=False)
    certificate_hours = forms.DecimalField(
        label=_("Hours on the certificate"),
        required=False,
        min_value=0.25,
        max_value=500,
        max_digits=5,
        decimal_places=2,
        help_text=_("Empty: as many as the sessions of the released agenda last, without breaks."),
    )
