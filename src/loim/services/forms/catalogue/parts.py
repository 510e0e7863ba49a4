"""Forms of a service's parts: each a few fields, with the other languages below."""

from typing import Any, cast

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loim.common.translation_fields import TranslationFields
from loim.programmes.forms.record_fields import capitalised
from loim.services.actions.catalogue.parts import Part
from loim.services.forms.catalogue.fields import (
    LaterDayField,
    WebField,
    long_text,
    municipality_choices,
)
from loim.services.models import (
    Channel,
    ChannelKind,
    Contact,
    Cost,
    Evidence,
    LegalBasis,
    Location,
    Output,
    Requirement,
    Service,
)


class PartForm(TranslationFields):
    """Of a part that knows its service."""

    use_required_attribute = False

    def __init__(self, *args: Any, service: Service, **options: Any) -> None:
        super().__init__(*args, **options)
        self.service = service
        self.fields["position"].required = False
        self.fields["position"].label = _("Place in the order")

    def clean_position(self) -> int:
        return int(self.cleaned_data.get("position") or 0)

    def part(self) -> Part:
        """Of a valid form, with what was typed."""
        return cast("Part", self.instance)


class ChannelForm(PartForm):
    url = WebField()
    booking_url = WebField(label=_("Address for booking"))

    class Meta:
        model = Channel
        fields = (
            "kind", "location", "detail", "phone", "url", "email", "by_appointment",
            "booking_url", "notes", "position",
        )  # fmt: skip
        widgets = {"notes": long_text(3)}
        help_texts = {"detail": _("Such as: ground floor, desk 4.")}

    def __init__(self, *args: Any, places: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = cast("forms.ModelChoiceField[Any]", self.fields["location"])
        field.queryset = places
        kind = cast("forms.ChoiceField", self.fields["kind"])
        kind.choices = capitalised(ChannelKind.choices)
        field.empty_label = "–"

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        needed = {
            ChannelKind.PLACE: ("location", _("Choose the place, or add it first.")),
            ChannelKind.POST: ("location", _("Choose the place, or add it first.")),
            ChannelKind.PHONE: ("phone", _("Write the number.")),
            ChannelKind.WEB: ("url", _("Write the web address.")),
            ChannelKind.EMAIL: ("email", _("Write the e-mail address.")),
        }
        kind = said.get("kind")
        if kind in needed:
            name, why = needed[ChannelKind(kind)]
            if not said.get(name) and name not in self.errors:
                self.add_error(name, why)
            if name != "location":
                said["location"] = None
        return said


class RequirementForm(PartForm):
    class Meta:
        model = Requirement
        fields = ("name", "description", "position")
        widgets = {"description": long_text(3)}


class EvidenceForm(PartForm):
    url = WebField(label=_("Where to get it, on the web"))

    class Meta:
        model = Evidence
        fields = ("requirement", "name", "description", "url", "position")
        widgets = {"description": long_text(3)}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = cast("forms.ModelChoiceField[Any]", self.fields["requirement"])
        field.queryset = self.service.requirements.order_by("position", "pk")
        field.label_from_instance = lambda obj: str(obj.text("name"))  # type: ignore[method-assign]
        field.empty_label = None


class OutputForm(PartForm):
    class Meta:
        model = Output
        fields = ("name", "description", "position")
        widgets = {"description": long_text(3)}


class CostForm(PartForm):
    valid_from = LaterDayField(label=_("From"))
    valid_to = LaterDayField(label=_("Until"))

    class Meta:
        model = Cost
        fields = ("option", "amount", "description", "valid_from", "valid_to", "position")
        widgets = {"description": long_text(3)}
        help_texts = {
            "amount": _("In euros. Left empty, say below how the sum is found."),
            "option": _("Such as: adult, under 19, express."),
        }

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("amount") is None and "amount" not in self.errors:
            if not said.get("description"):
                self.add_error("amount", _("Write a sum, or say below how it is found."))
        elif (said.get("amount") or 0) < 0:
            self.add_error("amount", _("A sum cannot be below zero."))
        first, last = said.get("valid_from"), said.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("The last day is before the first one."))
        return said


class ContactForm(PartForm):
    class Meta:
        model = Contact
        fields = ("department", "name", "title", "email", "phone", "position")
        help_texts = {
            "department": _("An office stays right longer than a person’s name."),
        }

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not said.get("email") and not said.get("phone") and not self.errors:
            self.add_error("email", _("Give an e-mail address or a phone number."))
        return said


class LegalBasisForm(PartForm):
    url = WebField()

    class Meta:
        model = LegalBasis
        fields = ("title", "reference", "url", "position")


class PlaceForm(TranslationFields):
    use_required_attribute = False

    class Meta:
        model = Location
        fields = (
            "owner", "name", "address", "city", "postal_code", "municipality", "latitude",
            "longitude", "directions", "accessibility", "hours_note",
        )  # fmt: skip
        widgets = {"directions": long_text(3), "accessibility": long_text(3)}
        help_texts = {
            "latitude": _("Such as 58.380000: so that a map finds the door."),
            "accessibility": _("Steps, lift, parking, induction loop: what helps to decide."),
        }

    def __init__(self, *args: Any, owners: Any, today: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        owner = cast("forms.ModelChoiceField[Any]", self.fields["owner"])
        owner.queryset, owner.empty_label = owners, None
        place = cast("forms.ModelChoiceField[Any]", self.fields["municipality"])
        place.choices = [("", "–"), *municipality_choices(today, self.instance.municipality_id)]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if (said.get("latitude") is None) != (said.get("longitude") is None):
            self.add_error("longitude", _("Give both coordinates or none."))
        return said


PARTS: dict[str, tuple[type[Part], type[PartForm], str | Promise]] = {
    "channel": (Channel, ChannelForm, _("Way to get the service")),
    "requirement": (Requirement, RequirementForm, _("Requirement")),
    "document": (Evidence, EvidenceForm, _("What to bring")),
    "output": (Output, OutputForm, _("What one gets")),
    "cost": (Cost, CostForm, _("Cost")),
    "contact": (Contact, ContactForm, _("Contact")),
    "act": (LegalBasis, LegalBasisForm, _("Legal basis")),
}
