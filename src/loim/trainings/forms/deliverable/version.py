"""A version of what a team makes."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGES
from loim.events.forms.agenda.parts import MaterialFileField
from loim.trainings.actions.deliverable.versions import DeliverableWords


class VersionForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=200)
    summary = forms.CharField(
        label=_("Summary"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("In a few sentences, for somebody who does not know your region."),
    )
    language = forms.ChoiceField(label=_("Language of the text"), choices=LANGUAGES)
    text = forms.CharField(
        label=_("The model in words"),
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 16}),
    )
    file = MaterialFileField(
        label=_("File"),
        required=False,
        help_text=_("A .pdf, .docx, .xlsx, .pptx, .jpg or .png of 20 MB at most."),
    )
    keeps_file = forms.BooleanField(
        label=_("Keep the file of the version before"), required=False, initial=True
    )
    note = forms.CharField(label=_("What is new in this version"), max_length=300, required=False)
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, has_file: bool, is_first: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not has_file:
            del self.fields["keeps_file"]
        if is_first:
            del self.fields["note"]

    def words(self) -> DeliverableWords:
        given = self.cleaned_data
        return DeliverableWords(
            title=given["title"],
            summary=given["summary"],
            language=given["language"],
            text=given["text"],
            note=given.get("note", ""),
        )
