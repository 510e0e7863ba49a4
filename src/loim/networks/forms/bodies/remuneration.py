"""A line of the remuneration log."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.networks.models import Network
from loim.networks.models.bodies import Remuneration
from loim.programmes.forms.record_fields import DayField


class RemunerationForm(forms.ModelForm):  # type: ignore[type-arg]
    use_required_attribute = False

    start_date = DayField(label=_("From"))
    end_date = DayField(label=_("Until"), required=False, help_text=_("Empty: one day."))
    hours = forms.DecimalField(
        label=_("Hours"), min_value=Decimal("0.25"), max_value=999, required=False, localize=True
    )
    euros = forms.DecimalField(
        label=_("Sum, euros"),
        min_value=Decimal("0.01"),
        max_value=999_999,
        decimal_places=2,
        required=False,
        localize=True,
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Remuneration
        fields = ("member", "start_date", "end_date", "hours", "euros", "basis")
        help_texts = {"basis": _("The decision or contract by which it is paid, and for what.")}

    def __init__(self, *args: Any, network: Network, **options: Any) -> None:
        options["instance"] = Remuneration(network=network)
        super().__init__(*args, **options)
        self.fields["member"].queryset = network.members.select_related(  # type: ignore[attr-defined]
            "organisation", "user"
        ).order_by("name", "pk")
        self.fields["member"].required = True
        self.initial.setdefault("submission", uuid4())

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not said.get("end_date") and "end_date" not in self.errors:
            said["end_date"] = said.get("start_date")
        starts, ends = said.get("start_date"), said.get("end_date")
        if starts and ends and ends < starts:
            self.add_error("end_date", _("It ends before it begins."))
        numbers = ("hours", "euros")
        if not any(said.get(name) or name in self.errors for name in numbers):
            self.add_error("hours", _("Write hours, a sum, or both."))
        return said


class PaidForm(forms.Form):
    use_required_attribute = False

    paid_date = DayField(label=_("Paid on"))
