"""Adopting a journey in a municipality, and the municipality's own words."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.common.translation_fields import TranslationFields
from loim.people.models import Organisation
from loim.programmes.forms.record_fields import (
    ActivityField,
    CorrectableForm,
    DayField,
    OrganisationField,
)
from loim.programmes.queries.activity_choices import ActivityGroup
from loim.services.models import AppliedJourney, LocalWords


class AdoptForm(CorrectableForm):
    organisation = OrganisationField(label=_("Municipality"))
    activity = ActivityField(empty_label=_("Choose"), help_text=_("What it counts for."))
    start_date = DayField(
        label=_("Applied since"), help_text=_("The day from which clients are guided by it.")
    )
    decision = forms.CharField(
        label=_("Decision or document"),
        help_text=_("For example the number and date of the city's order."),
        required=False,
        max_length=200,
    )

    def __init__(
        self, *args: Any, organisations: list[Organisation], activities: list[ActivityGroup],
        today: date, **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self.initial.setdefault("start_date", today)
        self.fields["start_date"].widget.attrs["max"] = today.isoformat()
        cast("OrganisationField", self.fields["organisation"]).offer(organisations)
        cast("ActivityField", self.fields["activity"]).offer(activities)


class LinkForm(forms.Form):
    """One that was recorded before the journey stood here."""

    applied = forms.ModelChoiceField(
        AppliedJourney.objects.none(), label=_("Applied journey"), empty_label=None
    )

    def __init__(self, *args: Any, known: list[AppliedJourney], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["applied"]
        field.queryset = AppliedJourney.objects.filter(pk__in=[each.pk for each in known])
        field.choices = [(each.pk, f"{each.organisation.name}: {each.title}") for each in known]


class LocalWordsForm(TranslationFields):
    class Meta:
        model = LocalWords
        fields = ("words",)
        widgets = {"words": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["words"].required = False
        self.fields["words"].help_text = _("Left empty, nothing is added to the step.")

    def _get_validation_exclusions(self) -> set[str]:
        # The action decides whose step it is; empty words take the addition away.
        return {*super()._get_validation_exclusions(), "words", "applied", "step"}  # type: ignore[misc]
