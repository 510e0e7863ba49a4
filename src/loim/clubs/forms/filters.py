"""Which clubs the list shows."""

from typing import Any, cast

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from loim.clubs.models import Club, Level
from loim.clubs.queries.club_lists import ClubFilter
from loim.common.translated import LANGUAGES
from loim.people.models import Municipality
from loim.programmes.forms.record_fields import capitalised


class ClubFilterForm(forms.Form):
    language = forms.ChoiceField(
        label=_("Language spoken"), required=False, choices=[("", _("all")), *LANGUAGES]
    )
    level = forms.ChoiceField(
        label=_("Estonian that is needed"),
        required=False,
        choices=[("", _("any")), *capitalised(Level.choices)],
    )
    municipality = forms.ChoiceField(label=_("Municipality"), required=False)
    weekday = forms.ChoiceField(
        label=_("Day of the week"),
        required=False,
        choices=[("", _("any")), *capitalised((str(day), name) for day, name in WEEKDAYS.items())],
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        places = Municipality.objects.filter(pk__in=Club.objects.values("place_municipality"))
        cast("forms.ChoiceField", self.fields["municipality"]).choices = [
            ("", _("all")),
            *places.order_by("name", "pk").values_list("pk", "name"),
        ]

    def wanted(self) -> ClubFilter:
        """What was understood of the address; the rest is left out, and the form says so."""
        self.is_valid()
        return ClubFilter(**{key: value for key, value in self.cleaned_data.items() if value})

    @property
    def is_filtering(self) -> bool:
        return any(self.cleaned_data.values())
