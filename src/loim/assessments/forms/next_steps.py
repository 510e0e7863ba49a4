"""Where the result of a self-assessment leads on."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loim.assessments.actions.parts import (
    NextStepFacts,
)
from loim.assessments.models import (
    NextStep,
    Target,
    Theme,
)
from loim.common.translation_fields import TranslationFields
from loim.events.models import EventKind
from loim.experts.models import ExpertField
from loim.library.models import Collection, LibraryItem, LibraryTopic
from loim.programmes.forms.record_fields import capitalised

MOST_CHOICES, FEWEST_CHOICES = 8, 2


class NextStepForm(TranslationFields):
    """Where it leads: a field for each kind of target; the one that was chosen counts."""

    item = forms.CharField(
        label=gettext_lazy("Address of its page in the library"), required=False, max_length=300
    )
    topic = forms.ChoiceField(label=gettext_lazy("Topic of the library"), required=False)
    collection = forms.ChoiceField(label=gettext_lazy("Collection of the library"), required=False)
    experts = forms.ChoiceField(label=gettext_lazy("Field of experts"), required=False)
    events = forms.ChoiceField(label=gettext_lazy("Kind of events"), required=False)

    address = forms.URLField(
        label=gettext_lazy("Web address"), required=False, max_length=300, assume_scheme="https"
    )

    class Meta:
        model = NextStep
        fields = ("wording", "theme", "from_percent", "to_percent", "target", "address")
        labels = {
            "wording": gettext_lazy("What to do"),
            "theme": gettext_lazy("For the theme"),
            "from_percent": gettext_lazy("From per cent"),
            "to_percent": gettext_lazy("Up to per cent"),
            "target": gettext_lazy("Leads to"),
        }
        help_texts = {
            "target": gettext_lazy("Fill in below what fits; the other fields do not count.")
        }

    def __init__(self, *args: Any, themes: list[Theme], **options: Any) -> None:
        super().__init__(*args, **options)
        theme = cast("forms.ModelChoiceField[Theme]", self.fields["theme"])
        theme.queryset = Theme.objects.filter(pk__in=[each.pk for each in themes])
        theme.required = False
        theme.choices = [
            ("", _("The result as a whole")),
            *((each.pk, each.text("title")) for each in themes),
        ]
        self.fields["address"].widget.attrs["placeholder"] = "https://"
        for name, choices in _targets().items():
            field = cast("forms.ChoiceField", self.fields[name])
            field.choices = [("", "–"), *choices]
        field_name = _FIELDS.get(self.instance.target)
        if field_name:
            self.initial[field_name] = self.instance.target_key

    def clean_item(self) -> str:
        said: str = self.cleaned_data["item"].strip().rstrip("/")
        return said.rpartition("/")[2]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        low, high = cleaned.get("from_percent"), cleaned.get("to_percent")
        if low is not None and high is not None and not low < high <= 100:
            self.add_error("to_percent", _("It is above the first number, and at most 100."))
        target = cleaned.get("target", "")
        needed = "address" if target == Target.ADDRESS else _FIELDS.get(target)
        if needed and not cleaned.get(needed) and needed not in self.errors:
            self.add_error(needed, _("Say where it leads."))
        if target == Target.LIBRARY_ITEM and (key := cleaned.get("item")):
            is_there = key.isdecimal() and LibraryItem.objects.open_to_readers().filter(pk=key)
            if not is_there:
                self.add_error("item", _("No published item of the library has this address."))
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        return {*super()._get_validation_exclusions(), "target_key", "address"}  # type: ignore[misc]

    def validate_constraints(self) -> None:
        return

    def facts(self) -> NextStepFacts:
        said = self.cleaned_data
        target, name = said["target"], _FIELDS.get(said["target"])
        return NextStepFacts(
            wording=said["wording"], theme=said["theme"], from_percent=said["from_percent"],
            to_percent=said["to_percent"], target=target,
            target_key=str(said[name]) if name else "",
            address=said["address"] if target == Target.ADDRESS else "",
            translations=self.instance.translations,
        )  # fmt: skip


_FIELDS = {
    Target.LIBRARY_ITEM: "item", Target.LIBRARY_TOPIC: "topic", Target.COLLECTION: "collection",
    Target.EXPERTS: "experts", Target.EVENTS: "events",
}  # fmt: skip


def _targets() -> dict[str, list[tuple[Any, Any]]]:
    collections = Collection.objects.filter(is_published=True).select_related("text")
    return {
        "topic": [(each.slug, each.text("name")) for each in LibraryTopic.objects.order_by("name")],
        "collection": [(each.pk, _title(each)) for each in collections.order_by("pk")],
        "experts": [
            (each.slug, each.text("name"))
            for each in ExpertField.objects.filter(is_offered=True).order_by("position", "pk")
        ],
        "events": capitalised(EventKind.choices),
    }


def _title(collection: Collection) -> str:
    return _("collection %(number)s") % {"number": collection.pk}
