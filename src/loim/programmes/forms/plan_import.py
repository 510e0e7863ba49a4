"""Uploading a plan's document, and confirming what was read from it."""

from dataclasses import replace
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loim.common.uploads import MAX_UPLOAD_BYTES
from loim.programmes.documents.reader import read_plan
from loim.programmes.documents.refusals import REFUSALS, PlanFileRefused
from loim.programmes.forms.record_fields import DayField
from loim.programmes.logic.plan_document import DateRange, PlanDocument
from loim.programmes.models import PlanVersion
from loim.programmes.queries.stored_plans import fingerprint


def refusal_in_words(refused: PlanFileRefused) -> str:
    return _(REFUSALS[refused.code]) % refused.params


class PlanFileForm(forms.Form):
    """After `is_valid`, `content` and `document` are the file as it came and as it was read."""

    file = forms.FileField(
        label=gettext_lazy("Plan document"),
        help_text=gettext_lazy(
            "The approved action plan as the ministry's Word file (.docx), up to 50 MB."
            " Nothing is saved before you have seen what was read from it."
        ),
        error_messages={
            "required": gettext_lazy("Choose the plan's .docx file."),
            "empty": REFUSALS["empty"],
        },
        widget=forms.ClearableFileInput(
            attrs={
                "accept": ".docx,application/vnd.openxmlformats-officedocument"
                ".wordprocessingml.document"
            }
        ),
    )
    content: bytes
    document: PlanDocument

    def clean_file(self) -> "UploadedFile[Any]":
        file: UploadedFile[Any] = self.cleaned_data["file"]
        try:
            self.content = _content(file)
            self.document = read_plan(self.content)
        except PlanFileRefused as refused:
            raise forms.ValidationError(refusal_in_words(refused), code=refused.code) from refused
        return file


def _content(file: "UploadedFile[Any]") -> bytes:
    """A file over the limit is not read into memory, and is not all on the disk either."""
    if (file.size or 0) > MAX_UPLOAD_BYTES:
        raise PlanFileRefused("too_big", limit_mb=MAX_UPLOAD_BYTES // 1_000_000)
    return bytes(file.read())


class ImportConfirmForm(forms.Form):
    """Asks only for what the document leaves open: its period, or that a draft may go."""

    start_date = DayField(label=gettext_lazy("First day of the plan period"))
    end_date = DayField(label=gettext_lazy("Last day of the plan period"))
    is_replacing = forms.BooleanField(
        label=gettext_lazy("Replace the current draft with this document")
    )
    replaces = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, document: PlanDocument, draft: PlanVersion | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._document = document
        if document.period:
            del self.fields["start_date"], self.fields["end_date"]
        if draft is None:
            del self.fields["is_replacing"]
        else:
            self.initial = {**self.initial, "replaces": fingerprint(draft)}

    def clean(self) -> dict[str, Any]:
        super().clean()
        start, end = self.cleaned_data.get("start_date"), self.cleaned_data.get("end_date")
        if start and end and start > end:
            self.add_error("end_date", _("The last day is before the first one."))
        return self.cleaned_data

    @property
    def document(self) -> PlanDocument:
        """The document with the period that was typed in, where it has none of its own."""
        if self._document.period:
            return self._document
        period = DateRange(self.cleaned_data["start_date"], self.cleaned_data["end_date"])
        return replace(self._document, period=period)
