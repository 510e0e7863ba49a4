"""A team's answer, and a reader's words about it."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.events.forms.agenda.parts import MaterialFileField


class HandInForm(forms.Form):
    text = forms.CharField(
        label=_("Answer"),
        required=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    file = MaterialFileField(
        label=_("File"),
        required=False,
        help_text=_(
            "Instead of the answer or beside it: a .pdf, .docx, .xlsx, .pptx, .jpg or .png of 20 MB"
            " at most. A draft keeps the text; choose the file when you hand in."
        ),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, initial=0, required=False)
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class WordsForm(forms.Form):
    """A comment, or what goes with a decision."""

    words = forms.CharField(
        label=_("Comment"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("auto_id", "words_%s")
        super().__init__(*args, **options)
