"""Which events a calendar shows; the answers stand in its address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGES
from loim.events.models import Audience, EventKind
from loim.events.queries.calendar.choices import CalendarChoices
from loim.programmes.forms.record_fields import capitalised


class CalendarFilterForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("", _("all kinds")), *capitalised(EventKind.choices)]
    )
    county = forms.ChoiceField(label=_("County"))
    municipality = forms.ChoiceField(label=_("Municipality"))
    language = forms.ChoiceField(
        label=_("Language spoken"), choices=[("", _("all languages")), *LANGUAGES]
    )
    audience = forms.ChoiceField(
        label=_("For whom"), choices=[("", _("anybody")), *capitalised(Audience.choices)]
    )
    programme = forms.ChoiceField(label=_("Programme"))
    series = forms.ChoiceField(label=_("Series"))

    BEHIND = ("municipality", "language", "audience", "programme", "series")
    use_required_attribute = False

    def __init__(self, data: Any, *, choices: CalendarChoices) -> None:
        super().__init__(data)
        for filter_field in self.fields.values():
            filter_field.required = False
        for name, everything, given in (
            ("county", _("all counties"), choices.counties),
            ("municipality", _("all municipalities"), choices.municipalities),
            ("programme", _("all programmes"), choices.programmes),
            ("series", _("all series"), choices.series),
        ):
            field: Any = self.fields[name]
            field.choices = [("", everything), *given]
            if not given:
                del self.fields[name]

    @property
    def behind(self) -> list[Any]:
        """The fields that stand behind 'More filters'."""
        return [self[name] for name in self.BEHIND if name in self.fields]

    @property
    def has_more(self) -> bool:
        return any(self.data.get(name) for name in self.BEHIND)
