"""What a reader looks for in the library. Choices say how many there are."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.library.models import THING_LANGUAGES, Audience, Kind, LibraryTopic, Method
from loim.library.queries.listing import LibraryFilter
from loim.people.models import County

Choices = list[tuple[str, Any]]


class LibraryFilterForm(forms.Form):
    """Sent by GET; `wanted` takes what is valid and leaves out the rest."""

    use_required_attribute = False

    text = forms.CharField(
        label=_("Title, summary or author"), required=False, max_length=100,
        widget=forms.SearchInput,
    )  # fmt: skip
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    kind = forms.ChoiceField(label=pgettext_lazy("of a resource", "Kind"), required=False)
    audience = forms.ChoiceField(label=_("For whom"), required=False)
    method = forms.ChoiceField(label=_("Method"), required=False)
    language = forms.ChoiceField(label=_("Its language"), required=False)
    county = forms.ChoiceField(label=_("County"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.choices: dict[str, Choices] = {
            "topic": [(row.slug, row.text("name")) for row in _labels(LibraryTopic)],
            "method": [(row.slug, row.text("name")) for row in _labels(Method)],
            "kind": list(Kind.choices),
            "audience": list(Audience.choices),
            "language": list(THING_LANGUAGES),
            "county": [(row.ehak, row.name) for row in County.objects.order_by("name")],
        }
        for name, choices in self.choices.items():
            self._field(name).choices = [("", pgettext_lazy("a filter", "Any")), *choices]

    def wanted(self) -> LibraryFilter:
        self.is_valid()
        said = {name: value for name, value in self.cleaned_data.items() if value}
        return LibraryFilter(**said)

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

    def _field(self, name: str) -> forms.ChoiceField:
        return cast("forms.ChoiceField", self.fields[name])


def _labels(model: Any) -> Any:
    return model.objects.order_by("position", "name", "pk")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
