"""What a visitor looks for in the directory. Choices say how many there are."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.experts.models import WORK_LANGUAGES, ExpertField, ExpertKind, WorkFormat
from loim.experts.queries.listing import ExpertFilter
from loim.people.models import County

Choices = list[tuple[str, Any]]


class ExpertFilterForm(forms.Form):
    """Sent by GET; `wanted` takes what is valid and leaves out the rest."""

    use_required_attribute = False

    text = forms.CharField(
        label=_("Name or what you need"), required=False, max_length=100, widget=forms.SearchInput
    )
    field = forms.ChoiceField(label=pgettext_lazy("of experts", "Field"), required=False)
    county = forms.ChoiceField(label=_("County"), required=False)
    kind = forms.ChoiceField(label=pgettext_lazy("of experts", "Kind"), required=False)
    language = forms.ChoiceField(label=pgettext_lazy("of experts", "Language"), required=False)
    work_format = forms.ChoiceField(label=pgettext_lazy("of experts", "How"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        rows = ExpertField.objects.order_by("position", "name", "pk")
        self.choices: dict[str, Choices] = {
            "field": [(row.slug, row.text("name")) for row in rows],
            "county": [(row.ehak, row.name) for row in County.objects.order_by("name")],
            "kind": list(ExpertKind.choices),
            "language": list(WORK_LANGUAGES),
            "work_format": list(WorkFormat.choices),
        }
        for name, choices in self.choices.items():
            self._field(name).choices = [("", pgettext_lazy("a filter", "Any")), *choices]

    def wanted(self) -> ExpertFilter:
        self.is_valid()
        said = {name: value for name, value in self.cleaned_data.items() if value}
        return ExpertFilter(**said)

    def say_counts(self, counts: dict[str, dict[str, int]]) -> None:
        """Choices with their numbers; those that would give nothing are left out, but for the
        chosen one."""
        for name, choices in self.choices.items():
            numbers, chosen = counts[name], self.data.get(name, "")
            self._field(name).choices = [
                ("", pgettext_lazy("a filter", "Any")),
                *(
                    (value, f"{_capital(str(label))} ({numbers.get(value, 0)})")
                    for value, label in choices
                    if numbers.get(value) or value == chosen
                ),
            ]

    def fields_with_numbers(self, counts: dict[str, dict[str, int]]) -> list[tuple[str, Any, int]]:
        """Fields in which there is somebody: (slug, name, how many)."""
        numbers = counts["field"]
        return [
            (slug, name, numbers[slug]) for slug, name in self.choices["field"] if numbers.get(slug)
        ]

    def _field(self, name: str) -> forms.ChoiceField:
        return cast("forms.ChoiceField", self.fields[name])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
