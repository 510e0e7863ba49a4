"""Forms about applied journeys."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.people.models import Organisation
from loim.programmes.forms.evidence_file import EvidenceFileField
from loim.programmes.forms.record_fields import (
    ActivityField,
    CorrectableForm,
    DayField,
    OrganisationField,
)
from loim.programmes.queries.activity_choices import ActivityGroup
from loim.services.actions.applied_journeys import JourneyFacts
from loim.services.models import AppliedJourney
from loim.services.queries.applied_journeys import APPLIED, ENDED, JourneyFilter


class JourneyForm(CorrectableForm):
    organisation = OrganisationField(label=_("Municipality"))
    title = forms.CharField(label=_("Journey"), max_length=200)
    activity = ActivityField(empty_label=_("Choose"), help_text=_("What it counts for."))
    start_date = DayField(
        label=_("Applied since"), help_text=_("The day from which clients are guided by it.")
    )
    end_date = DayField(label=_("Until"), required=False)
    decision = forms.CharField(
        label=_("Decision or document"),
        help_text=_("For example the number and date of the city's order."),
        required=False,
        max_length=200,
    )
    document = EvidenceFileField(label=_("File"), required=False)

    def __init__(
        self,
        *args: Any,
        organisations: list[Organisation],
        activities: list[ActivityGroup],
        today: date,
        journey: AppliedJourney | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["start_date"].widget.attrs["max"] = today.isoformat()
        if journey is None:
            self.initial.setdefault("start_date", today)
            del self.fields["end_date"]
        else:
            self.initial = {
                "organisation": journey.organisation_id,
                "title": journey.title,
                "activity": journey.activity_id,
                "start_date": journey.start_date,
                "end_date": journey.end_date,
                "decision": journey.decision,
            }
            if journey.organisation not in organisations:
                organisations = [journey.organisation, *organisations]
        cast("OrganisationField", self.fields["organisation"]).offer(organisations)
        cast("ActivityField", self.fields["activity"]).offer(
            activities, also=journey.activity if journey else None
        )

    def facts(self) -> JourneyFacts:
        said = self.cleaned_data
        return JourneyFacts(
            organisation=said["organisation"],
            title=said["title"],
            activity=said["activity"],
            start_date=said["start_date"],
            end_date=said.get("end_date"),
            decision=said["decision"],
            document=said["document"] or None,
        )


class EndForm(CorrectableForm):
    end_date = DayField(label=_("Last day"))


class JourneyFilterForm(forms.Form):
    text = forms.CharField(
        label=_("Journey or municipality"), required=False, widget=forms.SearchInput
    )
    state = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[("", _("any")), (APPLIED, _("applied now")), (ENDED, _("has ended"))],
    )

    def wanted(self) -> JourneyFilter:
        self.is_valid()
        said = {key: value for key, value in self.cleaned_data.items() if value}
        return JourneyFilter(**said)

    @property
    def is_filtering(self) -> bool:
        return any(self.cleaned_data.values())
