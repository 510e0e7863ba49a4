"""What a team's leader writes: the beginning, the facts, people, the letter of consent."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGES
from loim.events.models import Party
from loim.people.models import Municipality
from loim.programmes.forms.evidence_file import EvidenceFileField
from loim.programmes.forms.record_fields import DayField, capitalised
from loim.trainings.actions.teams.inviting import Newcomer
from loim.trainings.actions.teams.starting import Beginning


class MunicipalityField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic for the checker only
    """Those of today, with their county; one query."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Municipality.objects.none(), label=_("Municipality"), **options)

    def offer(self, today: date) -> None:
        self.queryset = Municipality.objects.existing_on(today)
        rows = Municipality.objects.existing_on(today).select_related("county")
        self.choices = [
            ("", _("Choose")),
            *((row.pk, f"{row.name} ({row.county.name})") for row in rows.order_by("name", "pk")),
        ]


class EmailField(forms.EmailField):
    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("E-mail"))
        options.setdefault("widget", forms.EmailInput(attrs={"autocomplete": "email"}))
        super().__init__(max_length=254, **options)


class BeginForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the team"), max_length=150, help_text=_("You can change it later.")
    )
    municipality = MunicipalityField(
        help_text=_("Whose cooperation with communities the team works on.")
    )
    leader_name = forms.CharField(
        label=_("Your name"), max_length=150, widget=forms.TextInput({"autocomplete": "name"})
    )
    leader_email = EmailField(
        label=_("Your e-mail"), help_text=_("The link of your team's page is sent there.")
    )
    party = forms.ChoiceField(
        label=_("You take part yourself, and represent"),
        required=False,
        choices=[("", _("I only lead the application")), *capitalised(Party.choices)],
    )
    job = forms.CharField(label=_("Your position or role"), max_length=150, required=False)
    language = forms.ChoiceField(label=_("Language of letters"), choices=LANGUAGES)
    agrees = forms.BooleanField(
        label=_("The organiser may keep what I write and use it to choose the teams.")
    )
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        cast("MunicipalityField", self.fields["municipality"]).offer(today)

    def beginning(self) -> Beginning:
        said = self.cleaned_data
        names = ("name", "municipality", "leader_name", "leader_email", "language", "party", "job")
        return Beginning(**{name: said[name] for name in names})


class FactsForm(forms.Form):
    name = forms.CharField(label=_("Name of the team"), max_length=150)
    municipality = MunicipalityField()
    leader_name = forms.CharField(label=_("Your name"), max_length=150)
    language = forms.ChoiceField(label=_("Language of letters"), choices=LANGUAGES)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        cast("MunicipalityField", self.fields["municipality"]).offer(today)


class InviteForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=150)
    email = EmailField(help_text=_("They get a link of their own, and accept or decline by it."))
    party = forms.ChoiceField(label=_("Represents"), choices=[])
    organisation_name = forms.CharField(label=_("Organisation"), max_length=200, required=False)
    job = forms.CharField(label=_("Position or role"), max_length=150, required=False)
    language = forms.ChoiceField(label=_("Language of the letter"), choices=LANGUAGES)
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, first: list[str], **options: Any) -> None:
        """`first` are the parties that the rule names: they stand first."""
        super().__init__(*args, **options)
        labels = dict(capitalised(Party.choices))
        order = [*first, *(key for key in labels if key not in first)]
        self.fields["party"].choices = [("", _("Choose")), *((key, labels[key]) for key in order)]  # type: ignore[attr-defined]

    def newcomer(self) -> Newcomer:
        said = {key: value for key, value in self.cleaned_data.items() if key != "submission"}
        return Newcomer(**said)


class SignedFileField(EvidenceFileField):
    """A .pdf or a signed container: what is inside tells what it is."""

    office_parts = {".asice": "META-INF/manifest.xml", ".bdoc": "META-INF/manifest.xml"}
    wrong_type = _("Attach a .pdf or a digitally signed .asice or .bdoc file, or a picture of it.")


class LetterForm(forms.Form):
    file = SignedFileField(
        label=_("Signed letter"),
        help_text=_("A .pdf, .asice or .bdoc file, or a picture; at most 20 MB."),
    )
    signed_by = forms.CharField(
        label=_("Signed by"), max_length=200, help_text=_("Name and position, as in the letter.")
    )
    signed_date = DayField(label=_("Signed on"))

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.fields["signed_date"].widget.attrs["max"] = today.isoformat()

    def clean_signed_date(self) -> date:
        day: date = self.cleaned_data["signed_date"]
        if day > self.today:
            raise forms.ValidationError(_("This day is still to come."), code="future")
        return day
