"""Asking for a reference, and answering."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGES
from loim.experts.actions.references import ReferenceFacts
from loim.experts.forms.small import long_text
from loim.people.models import Organisation
from loim.programmes.forms.record_fields import DayField


class ReferenceForm(forms.Form):
    """An organisation of the list, or one outside it by name and somebody's address."""

    work = forms.CharField(
        label=_("What did you do for them?"), max_length=300,
        help_text=_("In one sentence, as the organisation would say it."),
    )  # fmt: skip
    start_date = DayField(label=_("First day"))
    end_date = DayField(
        label=_("Last day"), required=False, help_text=_("Only if it lasted several days.")
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.filter(is_active=True).order_by("name", "pk"),
        label=_("Organisation"), required=False, empty_label=_("Not in this list"),
        help_text=_("Whoever records its work here finds your request under “My work”."),
    )  # fmt: skip
    organisation_name = forms.CharField(
        label=_("Its name, if it is not in the list"), required=False, max_length=200
    )
    contact_name = forms.CharField(label=_("Who knows of it there"), required=False, max_length=150)
    contact_email = forms.EmailField(
        label=_("Their e-mail"), required=False, max_length=254,
        help_text=_("They get one letter with a link that serves once. Nobody else sees the address."),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language of your words"), choices=LANGUAGES)
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"submission": uuid4(), "language": get_language()})

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        start, end = said.get("start_date"), said.get("end_date")
        if start and end and end < start:
            self.add_error("end_date", _("The last day cannot be before the first."))
        if "organisation" in self.errors or said.get("organisation"):
            return said
        if not said.get("organisation_name"):
            self.add_error("organisation_name", _("Choose an organisation, or give its name."))
        if not said.get("contact_email") and "contact_email" not in self.errors:
            self.add_error("contact_email", _("Give the address of somebody who can confirm it."))
        return said

    def facts(self) -> ReferenceFacts:
        said = {name: value for name, value in self.cleaned_data.items() if name != "submission"}
        return ReferenceFacts(**said)


class DecideForm(forms.Form):
    """Confirm with a few words, or decline with a reason."""

    words = forms.CharField(
        label=_("A few words about it"), required=False, max_length=600, widget=long_text(3),
        help_text=_("They stand on the expert’s page under the organisation’s name; yours is not shown."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("If you cannot confirm it: why?"), required=False, max_length=300,
        widget=long_text(2), help_text=_("Only the expert reads it."),
    )  # fmt: skip
