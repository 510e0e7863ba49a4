"""Parts of a client's record: documents, household, journeys; the filter of the list."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.casework.forms.guarded_text import GuardedTextField, GuardedTexts
from loim.casework.models import ClientStatus, Relation, SpokenLanguage, TargetGroup
from loim.common.translated import LANGUAGES
from loim.programmes.forms.record_fields import capitalised
from loim.services.models import Journey

ALL = [("", pgettext_lazy("filter", "All"))]


class ClientSearchForm(forms.Form):
    """Sent by POST: a name or a personal code never stands in an address."""

    use_required_attribute = False

    search = forms.CharField(
        label=_("Name, personal code or reference"), max_length=150,
        help_text=_("Whole words of the name: it is encrypted, so its beginning is not found."),
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )  # fmt: skip


class ClientFilterForm(forms.Form):
    use_required_attribute = False

    state = forms.ChoiceField(
        label=_("State"), required=False,
        choices=[*ALL, *capitalised(ClientStatus.choices)],
    )  # fmt: skip
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[*ALL, *capitalised(SpokenLanguage.choices)]
    )
    target_group = forms.ChoiceField(
        label=_("Target group"), required=False, choices=[*ALL, *capitalised(TargetGroup.choices)]
    )
    whose = forms.ChoiceField(
        label=_("Whose"), required=False, choices=[("", _("Everybody’s")), ("mine", _("Mine"))]
    )


class DocumentForm(GuardedTexts, forms.Form):
    use_required_attribute = False

    title = GuardedTextField(label=_("What it is"), max_length=150, is_line=True)
    file = forms.FileField(
        label=_("File"), allow_empty_file=True,
        help_text=_("PDF, JPEG, PNG or WebP, up to 10 MB. It is kept encrypted."),
    )  # fmt: skip
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class HouseholdForm(forms.Form):
    use_required_attribute = False

    other = forms.CharField(
        label=_("The other person"), max_length=20,
        help_text=_("The reference that stands on their record, like 3F2A-91BC."),
    )  # fmt: skip
    relation = forms.ChoiceField(
        label=_("This client is their"), choices=capitalised(Relation.choices)
    )


class JourneyForm(forms.Form):
    use_required_attribute = False

    journey = forms.ModelChoiceField(
        Journey.objects.none(), label=_("Journey"), empty_label=_("Choose")
    )

    def __init__(self, *args: Any, journeys: list[Journey], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["journey"]
        field.queryset = Journey.objects.filter(pk__in=[one.pk for one in journeys])
        names = {one.pk: one.shown.get("title") or one.slug for one in journeys}  # type: ignore[attr-defined]
        field.label_from_instance = lambda journey: names[journey.pk]


class ConsentTextForm(forms.Form):
    """A new version, in all four languages."""

    use_required_attribute = False

    months = forms.IntegerField(
        label=_("Holds for, in months"), min_value=1, max_value=60, initial=24
    )

    def __init__(self, *args: Any, texts: dict[str, Any], months: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial["months"] = months
        for code, _name in LANGUAGES:
            said = texts.get(code, {})
            self.fields[f"title_{code}"] = forms.CharField(
                label=_("Title"), max_length=150, initial=said.get("title", ""),
                widget=forms.TextInput(attrs={"lang": code}),
            )  # fmt: skip
            self.fields[f"body_{code}"] = forms.CharField(
                label=_("Text"), max_length=8000, initial=said.get("body", ""),
                widget=forms.Textarea(attrs={"lang": code, "rows": 12}),
            )  # fmt: skip

    def groups(self) -> list[tuple[str, str, list[Any]]]:
        return [
            (code, name, [self[f"title_{code}"], self[f"body_{code}"]]) for code, name in LANGUAGES
        ]

    def texts(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            code: {"title": said[f"title_{code}"], "body": said[f"body_{code}"]}
            for code, _name in LANGUAGES
        }
