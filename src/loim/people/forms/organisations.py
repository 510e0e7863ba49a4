"""Forms of organisations. What must hold is said by the actions, in words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from stdnum.ee import registrikood

from loim.people.actions.organisations import OrganisationFacts
from loim.people.models import County, Municipality, Organisation, OrganisationKind
from loim.people.models.organisation import validate_registry_code


class OrganisationForm(forms.Form):
    """For platform administrators: everything."""

    name = forms.CharField(label=_("Name"), max_length=200)
    short_name = forms.CharField(
        label=_("Short name"),
        max_length=60,
        required=False,
        help_text=_("Shown in lists where there is little room, for example an abbreviation."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=OrganisationKind.choices)
    registry_code = forms.CharField(
        label=_("Registry code"),
        required=False,
        max_length=20,
        help_text=_("Eight digits from the Estonian business register."),
    )
    municipality = forms.ModelChoiceField(
        label=_("Municipality"),
        queryset=Municipality.objects.order_by("name", "pk"),
        required=False,
        help_text=_(
            "Where the organisation is. People of a municipality and of its institutions "
            "take part on behalf of this municipality."
        ),
    )
    is_certainly_new = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean_name(self) -> str:
        return " ".join(str(self.cleaned_data["name"]).split())

    def clean_registry_code(self) -> str:
        code = registrikood.compact(self.cleaned_data["registry_code"])
        if code:
            validate_registry_code(code)
        return code

    def facts(self) -> OrganisationFacts:
        given: dict[str, Any] = dict(self.cleaned_data)
        given.pop("is_certainly_new")
        return OrganisationFacts(**given)


class OwnOrganisationForm(OrganisationForm):
    """For an organisation's own administrators: kind and municipality stay as they are."""

    kind = None  # type: ignore[assignment]  # Django's way to leave out an inherited field
    municipality = None  # type: ignore[assignment]

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation

    def facts(self) -> OrganisationFacts:
        return OrganisationFacts(
            name=self.cleaned_data["name"],
            short_name=self.cleaned_data["short_name"],
            registry_code=self.cleaned_data["registry_code"],
            kind=self.organisation.kind,
            municipality=self.organisation.municipality,
        )


class OrganisationFilter(forms.Form):
    """What the list of organisations shows; an unknown value shows everything."""

    text = forms.CharField(label=_("Name or registry code"), required=False, max_length=100)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All")), *OrganisationKind.choices]
    )
    county = forms.ModelChoiceField(
        label=_("County"),
        required=False,
        queryset=County.objects.order_by("name", "pk"),
        empty_label=_("All"),
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("active", _("Active")), ("inactive", _("Closed")), ("all", _("All"))],
    )
    use_required_attribute = False
