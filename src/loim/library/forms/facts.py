"""Fields of what is known of a resource; the contributor's form and the editor's have them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.library.models import THING_LANGUAGES, Audience, Kind, LibraryTopic, Licence, Method
from loim.library.models.facts import EARLIEST_YEAR, LATEST_YEAR
from loim.people.models import County
from loim.programmes.forms.record_fields import capitalised


class LabelField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Topics and methods in the reader's language."""

    def __init__(self, model: type[LibraryTopic] | type[Method], **options: Any) -> None:
        super().__init__(
            model.objects.order_by("position", "name", "pk"), required=False,
            widget=forms.CheckboxSelectMultiple, **options,
        )  # fmt: skip

    def label_from_instance(self, record: Any) -> str:
        return str(record.text("name"))


class FactsFields(forms.Form):
    use_required_attribute = False

    kind = forms.ChoiceField(label=_("What is it?"), choices=capitalised(Kind.choices))
    url = forms.URLField(
        label=_("Link"),
        max_length=1000,
        required=False,
        assume_scheme="https",
        widget=forms.URLInput({"placeholder": "https://", "inputmode": "url"}),
    )
    thing_languages = forms.MultipleChoiceField(
        label=_("In which languages is it?"),
        choices=capitalised(THING_LANGUAGES),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    topics = LabelField(LibraryTopic, label=_("What is it about?"))
    methods = LabelField(Method, label=_("Which method does it use?"))
    audiences = forms.MultipleChoiceField(
        label=_("For whom is it?"),
        choices=capitalised(Audience.choices),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    counties = forms.ModelMultipleChoiceField(
        County.objects.order_by("name"),
        label=_("Which counties is it about?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Leave empty if it is for the whole country."),
    )
    authors = forms.CharField(
        label=_("Who made it?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Each author on a line of their own."),
    )
    year = forms.IntegerField(
        label=pgettext_lazy("of a publication", "Year"), required=False,
        min_value=EARLIEST_YEAR, max_value=LATEST_YEAR,
    )  # fmt: skip
    publisher = forms.CharField(label=_("Publisher"), required=False, max_length=200)
    licence = forms.ChoiceField(
        label=_("May others use it further?"),
        required=False,
        choices=capitalised([("", pgettext_lazy("a licence", "not known")), *Licence.choices[1:]]),
    )

    def clean_authors(self) -> str:
        lines = (" ".join(line.split()) for line in self.cleaned_data["authors"].splitlines())
        return "\n".join(line for line in lines if line)

    def facts(self) -> dict[str, Any]:
        """As `Given` and `ItemFacts` take them."""
        said = self.cleaned_data
        return {
            "kind": said["kind"],
            "url": said["url"],
            "authors": said["authors"],
            "year": said["year"],
            "publisher": said["publisher"].strip(),
            "licence": said["licence"],
            "thing_languages": tuple(said["thing_languages"]),
            "audiences": tuple(said["audiences"]),
            "topics": tuple(said["topics"]),
            "methods": tuple(said["methods"]),
            "counties": tuple(said["counties"]),
        }


ABOUT = (
    "topics", "methods", "audiences", "counties", "authors", "year", "publisher", "licence",
)  # fmt: skip
