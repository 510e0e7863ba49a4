"""Which events a calendar shows; the answers stand in its address."""

from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGES
from loim.events.models import Audience, EventKind
from loim.events.queries.calendar.choices import CalendarChoices
from loim.programmes.forms.record_fields import capitalised


class PlainSelect(forms.Select):
    """A select of hundreds of options, without a template for each: this page is read most."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        options = format_html_join(
            "\n",
            '<option value="{}"{}>{}</option>',
            (
                (key, " selected" if str(key) == str(value or "") else "", label)
                for key, label in self.choices
            ),
        )
        said = flatatt({**self.attrs, **(attrs or {}), "name": name})
        return format_html('<select class="ds-input"{}>{}</select>', said, options)


def _select(label: Any, choices: Any = ()) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=PlainSelect)


class CalendarFilterForm(forms.Form):
    kind = _select(_("Kind"), [("", _("all kinds")), *capitalised(EventKind.choices)])
    county = _select(_("County"))
    municipality = _select(_("Municipality"))
    language = _select(_("Language spoken"), [("", _("all languages")), *LANGUAGES])
    audience = _select(_("For whom"), [("", _("anybody")), *capitalised(Audience.choices)])
    programme = _select(_("Programme"))
    series = _select(_("Series"))

    BEHIND = ("municipality", "language", "audience", "programme", "series")
    use_required_attribute = False

    def __init__(self, data: Any, *, choices: CalendarChoices) -> None:
        super().__init__(data)
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
