"""An assignment as the organiser gives it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.common.translation_fields import TranslationFields
from loim.events.forms.registration.moments import MomentField
from loim.trainings.models import Assignment, Training
from loim.trainings.queries.days.attendance import training_days

LONGEST_LATE = 90


class AssignmentForm(TranslationFields):
    opens_at = MomentField(
        label=_("Given"),
        required=False,
        help_text=_("Before that teams do not see the text. Left empty: they see it at once."),
    )
    due_at = MomentField(
        label=_("Deadline"), help_text=_("In Estonian time; the last minute counts whole.")
    )

    class Meta:
        model = Assignment
        fields = ("title", "description", "opens_at", "due_at", "late_days", "before_day")
        labels = {
            "title": _("Title"),
            "description": _("What to do"),
            "late_days": _("Days that it may be late"),
            "before_day": _("Before the training day"),
        }
        help_texts = {
            "late_days": _("So long it is taken, marked as late; 0: not at all after the deadline.")
        }
        widgets = {"description": forms.Textarea(attrs={"rows": 8})}

    def __init__(self, *args: Any, training: Training, **options: Any) -> None:
        options.setdefault("instance", Assignment(training=training))
        super().__init__(*args, source_language=training.language, **options)
        days: Any = self.fields["before_day"]
        days.queryset = training_days(training)
        days.empty_label = "–"

    def clean_due_at(self) -> Any:
        """23:59 is the whole minute."""
        return self.cleaned_data["due_at"].replace(second=59)

    def clean_late_days(self) -> int:
        days: int = self.cleaned_data["late_days"]
        if days > LONGEST_LATE:
            raise forms.ValidationError(
                _("At most %(days)s days; move the deadline instead.") % {"days": LONGEST_LATE}
            )
        return days

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        opens, due = cleaned.get("opens_at"), cleaned.get("due_at")
        if opens and due and opens >= due:
            self.add_error("due_at", _("The deadline is before the assignment is given."))
        return cleaned
