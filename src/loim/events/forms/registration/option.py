"""One answer that can be chosen, as an organiser words it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loim.common.translation_fields import TranslationFields
from loim.events.actions.registration.question_options import OptionFacts
from loim.events.forms.registration.typed import QuietForm
from loim.events.models import Option


class OptionForm(QuietForm, TranslationFields):
    """A row that is left empty is not there."""

    use_required_attribute = False

    class Meta:
        model = Option
        fields = ("label", "most")
        labels = {
            "label": gettext_lazy("Answer"),
            "most": gettext_lazy("At most so many people"),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["label"].required = False
        self.fields["most"].widget.attrs["min"] = 1
        self.chosen_by = 0

    def clean_most(self) -> int | None:
        most: int | None = self.cleaned_data["most"]
        if most == 0:
            raise forms.ValidationError(_("At least 1."))
        return most

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        others = [name for name in cleaned if name != "label"]
        if not cleaned.get("label") and any(cleaned[name] for name in others):
            is_new = self.instance.pk is None
            if is_new:
                self.add_error("label", _("Write the answer, or leave the whole row empty."))
        return cleaned

    @property
    def is_translated(self) -> bool:
        return any(is_open for _code, _name, _fields, is_open in self.translation_groups())

    @property
    def key(self) -> str:
        return str(self.instance.pk or "")

    def facts(self) -> OptionFacts | None:
        """Of a valid form; None for an empty row."""
        cleaned = self.cleaned_data
        if not cleaned["label"]:
            return None
        return OptionFacts(
            cleaned["label"],
            key=self.instance.pk,
            most=cleaned["most"],
            translations=self.instance.translations,
        )
