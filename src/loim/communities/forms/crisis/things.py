"""Forms of resources, vulnerable places and meeting points."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.communities.models import CrisisPlan, CrisisResource, MeetingPoint, VulnerablePlace


class ResourceForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = CrisisResource
        fields = ["kind", "name", "quantity", "place", "key_holder"]
        labels = {
            "kind": _("Kind"), "name": _("What is it?"), "quantity": _("How much?"),
            "place": _("Where is it?"), "key_holder": _("Who has the key?"),
        }  # fmt: skip
        help_texts = {
            "name": _("‘Generator, 5 kW’, ‘well with a hand pump’."),
            "place": _("A place, not somebody’s home: those who have it are the contact below."),
        }

    def __init__(self, *args: Any, plan: CrisisPlan, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["key_holder"]
        field.queryset = plan.contacts.filter(left_at=None).order_by("name", "pk")
        field.empty_label = _("nobody named")


class VulnerablePlaceForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = VulnerablePlace
        fields = ["place", "danger", "people", "needs"]
        labels = {
            "place": _("Place"), "danger": _("Danger"), "people": _("People there, about"),
            "needs": _("What do they need?"),
        }  # fmt: skip
        help_texts = {
            "place": _(
                "A stretch of road, a river bank, a house with flats: never a person’s name or"
                " home. Who lives there is known to your contacts."
            ),
            "people": _("Only a number."),
            "needs": _("‘Transport for two wheelchairs’, ‘firewood’. Nobody’s name, no illness of one person."),
        }  # fmt: skip

    def __init__(self, *args: Any, plan: CrisisPlan, **options: Any) -> None:
        super().__init__(*args, **options)


class MeetingPointForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = MeetingPoint
        fields = ["kind", "name", "address", "places", "note"]
        labels = {
            "kind": _("Kind"), "name": _("Place"), "address": _("Address or how to find it"),
            "places": _("Room for how many people?"), "note": _("Note"),
        }  # fmt: skip

    def __init__(self, *args: Any, plan: CrisisPlan, **options: Any) -> None:
        super().__init__(*args, **options)


FORMS: dict[str, Any] = {
    "resource": ResourceForm, "place": VulnerablePlaceForm, "point": MeetingPointForm,
}  # fmt: skip
