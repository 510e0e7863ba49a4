"""What the organiser tells the whole cohort."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.common.translation_fields import TranslationFields
from loim.trainings.models import Announcement, Training


class AnnouncementForm(TranslationFields):
    sent_once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    class Meta:
        model = Announcement
        fields = ("subject", "body")
        labels = {"subject": _("Subject"), "body": _("Letter")}
        widgets = {"body": forms.Textarea(attrs={"rows": 8})}

    def __init__(self, *args: Any, training: Training, **options: Any) -> None:
        super().__init__(
            *args,
            instance=Announcement(training=training),
            source_language=training.language,
            **options,
        )

    def clean_subject(self) -> str:
        return " ".join(str(self.cleaned_data["subject"]).split())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for _code, _name, fields, _is_open in self.translation_groups():
            given = [field for field in fields if cleaned.get(field.name)]
            for field in fields:
                if given and field not in given:
                    self.add_error(
                        field.name, _("Write both subject and letter, or neither of them.")
                    )
        return cleaned
