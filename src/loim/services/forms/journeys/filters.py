"""Which journeys a reader wants to see."""

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.programmes.forms.record_fields import capitalised
from loim.services.models import Variant
from loim.services.queries.journeys.listing import JourneyFilter


class JourneyFilterForm(forms.Form):
    variant = forms.ChoiceField(
        label=_("For whom"),
        required=False,
        choices=[("", _("everybody")), *capitalised(Variant.choices)],
    )

    def wanted(self) -> JourneyFilter:
        self.is_valid()
        return JourneyFilter(variant=self.cleaned_data.get("variant", ""))

    @property
    def is_filtering(self) -> bool:
        return any(self.cleaned_data.values())
