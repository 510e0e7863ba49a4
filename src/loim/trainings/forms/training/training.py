"""What an organiser writes about a training, in four languages."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGE_CODES
from loim.common.translation_fields import TranslationFields
from loim.people.models import Organisation
from loim.programmes.forms.record_fields import ActivityField, DayField
from loim.programmes.queries.activity_choices import ActivityGroup
from loim.trainings.models import Training

MOST_PARTNERS = 200


def long_text(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class TrainingForm(TranslationFields):
    """`instance` carries what is wanted; the actions save it."""

    start_date = DayField(label=_("First day"))
    end_date = DayField(label=_("Last day"))
    activity = ActivityField(
        required=False, empty_label=_("Not part of the plan"), help_text=_("What it counts for.")
    )
    mentoring_hours = forms.IntegerField(
        label=_("Hours of mentoring for each team"), min_value=0, max_value=500, initial=16
    )

    class Meta:
        model = Training
        fields = (
            "title", "purpose", "description", "results", "deliverable_title", "language",
            "start_date", "end_date", "organiser", "partners", "activity", "contact_email",
            "required_share",
        )  # fmt: skip
        widgets = {
            "purpose": long_text(3),
            "description": long_text(8),
            "results": long_text(4),
            "partners": forms.SelectMultiple(attrs={"size": 6}),
        }
        labels = {
            "contact_email": _("E-mail for questions"),
            "required_share": _("Training days that a certificate asks for, in per cent"),
        }
        help_texts = {
            "language": _("The one that you write in. The others follow at the end."),
            "deliverable_title": _("For example: a regional model of community involvement."),
            "contact_email": _("Shown on the page: an address of the organisation, if it has one."),
        }

    def __init__(
        self,
        *args: Any,
        organisers: list[Organisation],
        activities: list[ActivityGroup],
        **options: Any,
    ) -> None:
        training: Training = options["instance"]
        chosen = args[0].get("language", "") if args and args[0] else ""
        options["source_language"] = chosen if chosen in LANGUAGE_CODES else training.language
        initial = {"mentoring_hours": training.mentoring_minutes // 60}
        options["initial"] = {**initial, **(options.get("initial") or {})}
        super().__init__(*args, **options)
        keys = {one.pk for one in organisers} | {training.organiser_id}
        organiser = cast("forms.ModelChoiceField[Organisation]", self.fields["organiser"])
        organiser.queryset = Organisation.objects.filter(pk__in=keys - {None}).order_by(
            "name", "pk"
        )
        if len(organisers) == 1 and training.organiser_id in {None, organisers[0].pk}:
            organiser.widget = forms.HiddenInput()
            self.initial.setdefault("organiser", organisers[0].pk)
            if self.initial["organiser"] is None:
                self.initial["organiser"] = organisers[0].pk
        partners = cast("forms.ModelMultipleChoiceField[Organisation]", self.fields["partners"])
        partners.queryset = Organisation.objects.filter(is_active=True).order_by("name", "pk")
        cast("ActivityField", self.fields["activity"]).offer(
            activities, also=training.activity if training.activity_id else None
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        start, end = cleaned.get("start_date"), cleaned.get("end_date")
        if start and end and end < start:
            self.add_error("end_date", _("The last day cannot be before the first."))
        share = cleaned.get("required_share")
        if share is not None and share > 100:
            self.add_error("required_share", _("At most 100 per cent."))
        return cleaned

    def wanted(self) -> Training:
        training: Training = self.instance
        training.mentoring_minutes = self.cleaned_data["mentoring_hours"] * 60
        return training


class CopyForm(forms.Form):
    first_day = DayField(
        label=_("First day of the new training"),
        help_text=_("Everything else moves along; the call closes five weeks before."),
    )
    submission = forms.UUIDField(widget=forms.HiddenInput)
