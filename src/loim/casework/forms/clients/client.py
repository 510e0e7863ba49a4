"""What is asked of a client: only what is needed."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.casework.actions.clients.recording import ClientFacts
from loim.casework.forms.clients.compared import ComparedForm
from loim.casework.logic.clients.age import Adult, adult_by_year, is_year_possible
from loim.casework.logic.clients.names import words_of
from loim.casework.logic.clients.personal_code import is_code, only_digits
from loim.casework.models import (
    Client,
    ConsentMeans,
    ConsentScope,
    Family,
    Origin,
    SpokenLanguage,
    TargetGroup,
)
from loim.casework.queries.clients.naming import code_of, contact_of, name_of
from loim.people.models import Municipality
from loim.programmes.forms.record_fields import DayField, capitalised

LONGEST_AGO = timedelta(days=100 * 366)


def code_that_can_be(text: str) -> str:
    code = only_digits(text)
    if code and not is_code(code):
        raise forms.ValidationError(
            _("This is no Estonian personal code: compare its eleven digits with the document.")
        )
    return code


class PersonFields(forms.Form):
    use_required_attribute = False

    name = forms.CharField(label=pgettext_lazy("a person", "Name"), max_length=150)
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=30, required=False)
    language = forms.ChoiceField(
        label=_("Language"),
        choices=capitalised(SpokenLanguage.choices),
        help_text=_("Letters and the client’s own page come in it."),
    )
    target_group = forms.ChoiceField(
        label=_("Target group"), choices=capitalised(TargetGroup.choices), initial="newcomer"
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.none(), label=_("Municipality where they live"), required=False,
        empty_label=_("not known"),
    )  # fmt: skip
    arrived_on = DayField(
        label=_("Day of arrival in Estonia"), required=False,
        help_text=_("The timeline and the deadlines of journeys count from it."),
    )  # fmt: skip
    origin = forms.ChoiceField(
        label=_("Where from"), choices=capitalised(Origin.choices), initial=Origin.UNKNOWN,
        help_text=_("Ask only those who agree to be counted: for the county’s picture."),
    )  # fmt: skip
    family = forms.ChoiceField(
        label=_("Family"), choices=capitalised(Family.choices), initial=Family.UNKNOWN
    )
    code = forms.CharField(
        label=_("Personal code"), max_length=20, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )  # fmt: skip
    birth_year = forms.IntegerField(
        label=_("Year of birth"), required=False,
        help_text=_("Only where there is no personal code: to see that the person is 18."),
        widget=forms.NumberInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    has_turned_18 = forms.BooleanField(label=_("Has turned 18 this year already"), required=False)

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        places: Any = self.fields["municipality"]
        places.queryset = Municipality.objects.filter(valid_to=None).order_by("name", "pk")

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        if not words_of(name):
            raise forms.ValidationError(_("Write the name as the person says it, in letters."))
        if any(is_code(only_digits(word)) for word in name.split()):
            raise forms.ValidationError(_("A personal code does not belong here."))
        return name

    def clean_code(self) -> str:
        return code_that_can_be(self.cleaned_data["code"])

    def clean_arrived_on(self) -> date | None:
        day: date | None = self.cleaned_data["arrived_on"]
        if day and not self.today - LONGEST_AGO <= day <= self.today + timedelta(days=366):
            raise forms.ValidationError(_("Check the year."))
        return day

    def clean_birth_year(self) -> int | None:
        year: int | None = self.cleaned_data["birth_year"]
        if year is not None and not is_year_possible(year, self.today):
            raise forms.ValidationError(_("Check the year."))
        return year

    @property
    def asks_for_birthday(self) -> bool:
        """Whether the box 'has turned 18' matters for the year that was written."""
        try:
            year = int(self["birth_year"].value() or 0)
        except ValueError:
            return False
        return bool(year) and adult_by_year(year, self.today) is Adult.ASK

    def _facts(self, **changed: Any) -> ClientFacts:
        names = PersonFields.base_fields
        return ClientFacts(**{**{name: self.cleaned_data[name] for name in names}, **changed})


class ScopeFields(forms.Form):
    use_required_attribute = False

    scope = forms.MultipleChoiceField(
        label=_("The client agrees that"), choices=ConsentScope.choices,
        widget=forms.CheckboxSelectMultiple, required=False,
    )  # fmt: skip
    means = forms.ChoiceField(
        label=_("How it was given"),
        choices=capitalised([one for one in ConsentMeans.choices if one[0] != "link"]),
        widget=forms.RadioSelect, initial=ConsentMeans.PRESENT,
    )  # fmt: skip
    text = forms.IntegerField(widget=forms.HiddenInput)

    def clean_scope(self) -> list[str]:
        scope: list[str] = self.cleaned_data["scope"]
        if ConsentScope.RECORD not in scope:
            raise forms.ValidationError(
                _(
                    "Without this first point nothing may be kept. Record the enquiry without a name."
                )
            )
        return scope


class NewClientForm(ScopeFields, PersonFields):
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    is_another = forms.BooleanField(
        label=_("This is another person of the same name"), required=False
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        scope = said.get("scope", [])
        for name, needed in (("code", "code"), ("email", "contact"), ("phone", "contact")):
            if scope and said.get(name) and needed not in scope:
                self.add_error(
                    name,
                    _("The client has not agreed that this is kept. Leave it empty, or ask them."),
                )
        if not said.get("code") and not said.get("birth_year") and "birth_year" not in self.errors:
            self.add_error("birth_year", _("Write the year, or a personal code above."))
        return said

    def facts(self) -> ClientFacts:
        return self._facts()


class EditClientForm(ComparedForm, PersonFields):
    compared = (
        "name", "email", "phone", "language", "target_group", "municipality", "arrived_on",
        "origin", "family",
    )  # fmt: skip

    drop_code = forms.BooleanField(label=_("Remove the personal code"), required=False)

    def __init__(self, *args: Any, client: Client, scope: list[str], **options: Any) -> None:
        contact = contact_of(client)
        stands = {
            "name": name_of(client), "email": contact.email, "phone": contact.phone,
            "language": client.language, "target_group": client.target_group,
            "municipality": client.municipality_id, "arrived_on": client.arrived_on,
            "origin": client.origin, "family": client.family,
        }  # fmt: skip
        super().__init__(*args, stands=stands, revision=client.revision, **options)
        self.client, self.scope = client, scope
        if client.code_hash:
            self.fields["code"].help_text = _("One is kept. Leave this empty to keep it.")
        else:
            del self.fields["drop_code"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        for name, needed in (("code", "code"), ("email", "contact"), ("phone", "contact")):
            if said.get(name) and needed not in self.scope:
                self.add_error(
                    name,
                    _("The client has not agreed that this is kept. Renew the consent first."),
                )
        return said

    def facts(self) -> ClientFacts:
        said = self.cleaned_data
        code = said["code"] or ("" if said.get("drop_code") else code_of(self.client))
        return self._facts(code=code)
