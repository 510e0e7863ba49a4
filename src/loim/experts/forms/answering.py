"""How an expert answers, and how an asker closes what was booked."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.experts.actions.requests.answering import ANSWERS
from loim.experts.forms.small import long_text
from loim.experts.logic.states import APPROACH, leads_to
from loim.experts.models import Approach, ApproachStatus, ExpertRequest, RequestKind
from loim.programmes.forms.record_fields import DayField

_LABELS = {
    ApproachStatus.YES: pgettext_lazy("an expert answers", "Yes, I can do it"),
    ApproachStatus.NO: pgettext_lazy("an expert answers", "No, I cannot"),
    ApproachStatus.QUESTION: pgettext_lazy("an expert answers", "I have a question first"),
}


class AnswerForm(forms.Form):
    """Of a message there is nothing to say yes or no to."""

    answer = forms.ChoiceField(label=_("Your answer"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Your words"), required=False, max_length=3000, widget=long_text(4)
    )
    shows_address = forms.BooleanField(
        label=_("Show my e-mail to the asker"), required=False,
        help_text=_("Otherwise you write to each other through this page, and neither sees the other’s address."),
    )  # fmt: skip
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, approach: Approach) -> None:
        super().__init__(data, initial={"submission": uuid4()})
        if approach.shows_address:
            del self.fields["shows_address"]
        open_answers: list[tuple[str, Any]] = [
            (answer, _LABELS[answer])
            for answer in ANSWERS
            if leads_to(APPROACH, approach.state, answer)
        ]
        if approach.request.kind == RequestKind.MESSAGE or not open_answers:
            del self.fields["answer"]
            self.fields["words"].required = True
        elif approach.state != ApproachStatus.WAITING:
            open_answers = [("", _("No change, only a message")), *open_answers]
            self.fields["answer"].required = False
            self.fields["answer"].choices = open_answers  # type: ignore[attr-defined]
            self.initial["answer"] = ""
        else:
            self.fields["answer"].choices = open_answers  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        is_bare = not said.get("words", "").strip()
        if said.get("answer") == ApproachStatus.QUESTION and is_bare:
            self.add_error("words", _("Write your question."))
        elif "answer" in self.fields and not said.get("answer") and is_bare and not self.errors:
            self.add_error("words", _("Write a few words first."))
        return said

    def said(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "answer": said.get("answer", ""),
            "words": said["words"],
            "shows_address": said.get("shows_address", False),
            "submission": said["submission"],
        }


class WorkDoneForm(forms.Form):
    """The asker's reference for work that was booked."""

    work = forms.CharField(label=_("What was done?"), max_length=300)
    start_date = DayField(label=_("First day"))
    end_date = DayField(
        label=_("Last day"), required=False, help_text=_("Only if it lasted several days.")
    )
    organisation_name = forms.CharField(label=_("For which organisation"), max_length=200)
    words = forms.CharField(
        label=_("A few words about it"), required=False, max_length=600, widget=long_text(4),
        help_text=_("They stand on the expert’s page under the organisation’s name; yours is not shown."),
    )  # fmt: skip
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, request: ExpertRequest) -> None:
        initial = {
            "submission": uuid4(),
            "work": request.subject,
            "start_date": request.start_date,
            "end_date": request.end_date,
            "organisation_name": request.on_behalf_of,
        }
        super().__init__(data, initial=initial, auto_id="id_done_%s")
        if request.organisation is not None:
            del self.fields["organisation_name"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        start, end = said.get("start_date"), said.get("end_date")
        if start and end and end < start:
            self.add_error("end_date", _("The last day cannot be before the first."))
        return said

    def said(self) -> dict[str, Any]:
        return {"organisation_name": "", **self.cleaned_data}
