"""One question of a call, or one criterion of its assessment."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from loim.common.translation_fields import TranslationFields
from loim.trainings.forms.training.training import long_text
from loim.trainings.models import AssessmentCriterion, CallQuestion


class QuestionForm(TranslationFields):
    class Meta:
        model = CallQuestion
        fields = ("label", "help", "is_required", "most_characters")
        widgets = {"help": long_text(2)}

    def __init__(self, *args: Any, **options: Any) -> None:
        options["source_language"] = options["instance"].call.training.language
        super().__init__(*args, **options)
        self.fields["most_characters"].widget.attrs["min"] = 1

    def clean_most_characters(self) -> int | None:
        most: int | None = self.cleaned_data["most_characters"]
        return most or None


class CriterionForm(TranslationFields):
    class Meta:
        model = AssessmentCriterion
        fields = ("title", "description", "most", "least", "weight")
        widgets = {"description": long_text(2)}
        labels = {
            "least": _("Points needed on the average"),
            "weight": _("How many times it counts"),
        }
        help_texts = {"least": _("Below it a team is not admitted; 0 asks for nothing.")}

    def __init__(self, *args: Any, **options: Any) -> None:
        options["source_language"] = options["instance"].call.training.language
        super().__init__(*args, **options)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in ("most", "weight"):
            if cleaned.get(name) == 0:
                self.add_error(name, _("At least 1."))
        least, most = cleaned.get("least"), cleaned.get("most")
        if least is not None and most and least > most:
            self.add_error("least", _("Not more than the most points."))
        return cleaned
