"""Somebody who comes in without being on the list."""

from datetime import date, datetime
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.events.actions.day.walk_in import WalkIn
from loim.events.models import Party
from loim.programmes.forms.record_fields import capitalised


class WalkInForm(forms.Form):
    """As few fields as can be: there is a queue at the door."""

    name = forms.CharField(
        label=_("Name of the person"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    organisation = forms.CharField(
        label=_("Organisation"),
        max_length=200,
        required=False,
        help_text=_("Leave it empty if they come for themselves."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    party = forms.ChoiceField(label=_("They represent"), required=False)
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        required=False,
        help_text=_("For the thanks and the certificate."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    note = forms.CharField(
        label=_("Why they are let in"),
        max_length=500,
        required=False,
        help_text=_("Needed only when all places are taken."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    scan = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        party: forms.ChoiceField = self.fields["party"]  # type: ignore[assignment]
        party.choices = [("", ""), *capitalised(Party.choices)]

    def walk_in(
        self, *, at: datetime, session: int | None, day: date | None, language: str
    ) -> WalkIn:
        given = self.cleaned_data
        return WalkIn(
            scan=given["scan"],
            at=at,
            name=given["name"],
            email=given["email"],
            language=language,
            party=given["party"],
            organisation_name=given["organisation"],
            session=session,
            day=day,
            note=given["note"],
        )
