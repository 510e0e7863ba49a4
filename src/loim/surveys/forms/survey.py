"""The forms about a survey as a whole."""

from datetime import timedelta
from typing import Any, cast
from uuid import UUID, uuid4

from django import forms
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loim.common.translation_fields import TranslationFields
from loim.events.forms.registration.moments import MomentField
from loim.people.models import Organisation
from loim.programmes.forms.record_fields import (
    ActivityField,
    DayField,
    OrganisationField,
    capitalised,
)
from loim.programmes.models import Activity
from loim.programmes.queries.activity_choices import ActivityGroup
from loim.surveys.actions.surveys import FACT_FIELDS, SurveyFacts
from loim.surveys.models import AnsweredBy, Survey, ToldApart

NAMED, ANONYMOUS = "named", "anonymous"


class SurveyForm(TranslationFields):
    """The instance is for showing and checking: `facts` is what counts."""

    organisation = OrganisationField(label=gettext_lazy("Carried out by"))
    activity = ActivityField(
        label=gettext_lazy("Activity of the plan"),
        required=False,
        empty_label=gettext_lazy("None"),
        help_text=gettext_lazy("What it is done for: the survey then counts there."),
    )
    opens_at = MomentField(label=gettext_lazy("Opens"))
    closes_at = MomentField(label=gettext_lazy("Closes"))
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)

    class Meta:
        model = Survey
        fields = (
            "title", "introduction", "purpose", "language", "answered_by", "is_anonymous",
            "told_apart_by", "remind_days", "kept_days",
        )  # fmt: skip
        labels = {
            "title": gettext_lazy("Title"),
            "introduction": gettext_lazy("Introduction"),
            "purpose": gettext_lazy("What the answers are used for"),
            "language": gettext_lazy("Language of the text"),
            "answered_by": gettext_lazy("Who answers"),
            "is_anonymous": gettext_lazy("Anonymous: nobody can see who answered what"),
            "told_apart_by": gettext_lazy("An anonymous answer keeps"),
            "remind_days": gettext_lazy("Remind so many days before the close"),
            "kept_days": gettext_lazy("Days after the close until names and own words are erased"),
        }
        help_texts = {
            "purpose": gettext_lazy("Everybody who is asked reads this."),
            "is_anonymous": gettext_lazy(
                "For one answer per person. It cannot be changed once the survey is open."
            ),
            "told_apart_by": gettext_lazy(
                "Only where five or more of the group were asked; smaller groups are put together."
            ),
            "remind_days": gettext_lazy(
                "Only those who have not answered get the letter. Left empty, you remind by hand."
            ),
        }
        widgets = {
            "introduction": forms.Textarea(attrs={"rows": 3}),
            "purpose": forms.Textarea(attrs={"rows": 3}),
            "answered_by": forms.RadioSelect,
        }

    field_order = (
        "title", "introduction", "purpose", "organisation", "activity", "answered_by",
        "is_anonymous", "told_apart_by", "opens_at", "closes_at", "remind_days", "kept_days",
        "language",
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        organisations: list[Organisation],
        activities: list[ActivityGroup],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        survey: Survey = self.instance
        if survey.pk:
            if survey.organisation not in organisations:
                organisations = [survey.organisation, *organisations]
            self.initial = dict(self.initial) | {
                "organisation": survey.organisation_id,
                "activity": survey.activity_id,
                "opens_at": survey.opens_at,
                "closes_at": survey.closes_at,
            }
        else:
            start = localtime(timezone.now()).replace(hour=9, minute=0, second=0, microsecond=0)
            self.initial["opens_at"] = start + timedelta(days=1)
            end = (start + timedelta(days=22)).replace(hour=23, minute=59)
            self.initial["closes_at"] = end
            self.initial["remind_days"] = 5
        cast("OrganisationField", self.fields["organisation"]).offer(organisations)
        also = survey.activity if survey.pk else None
        cast("ActivityField", self.fields["activity"]).offer(activities, also=also)
        self.fields["answered_by"].choices = capitalised(AnsweredBy.choices)  # type: ignore[attr-defined]
        self.fields["told_apart_by"].choices = capitalised(ToldApart.choices)  # type: ignore[attr-defined]
        self.fields["told_apart_by"].required = False
        for name, (least, most) in {"remind_days": (1, 60), "kept_days": (30, 3650)}.items():
            self.fields[name].widget.attrs |= {"min": least, "max": most}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("The survey closes after it opens."))
        if not cleaned.get("is_anonymous"):
            cleaned["told_apart_by"] = ToldApart.NOTHING
        elif cleaned.get("answered_by") == AnsweredBy.ORGANISATION:
            self.add_error(
                "is_anonymous",
                _(
                    "Colleagues write one answer of an organisation together, so it cannot be"
                    " anonymous. Ask each person, or ask by name."
                ),
            )
        return cleaned

    def validate_constraints(self) -> None:
        return

    def facts(self) -> SurveyFacts:
        """Of a valid form."""
        values = {
            name: self.cleaned_data[name] for name in FACT_FIELDS if name in self.cleaned_data
        }
        values["told_apart_by"] = values["told_apart_by"] or ToldApart.NOTHING
        return SurveyFacts(
            **{**values, "findings": self.instance.findings},
            translations=self.instance.translations,
        )

    @property
    def sent_once(self) -> UUID | None:
        submission: UUID | None = self.cleaned_data.get("submission")
        return submission


class CopyForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Title of the new survey"), max_length=200)


class ReopenForm(forms.Form):
    closes_at = MomentField(label=gettext_lazy("Closes"))

    def clean_closes_at(self) -> Any:
        closes = self.cleaned_data["closes_at"]
        if closes <= timezone.now():
            raise forms.ValidationError(_("Choose a day that is still to come."))
        return closes


class FindingsForm(TranslationFields):
    """What is written above published results."""

    class Meta:
        model = Survey
        fields = ("findings",)
        labels = {"findings": gettext_lazy("What we learnt, in a few sentences")}
        widgets = {"findings": forms.Textarea(attrs={"rows": 5})}

    def validate_constraints(self) -> None:
        return


class PlanForm(forms.Form):
    """A training that answers a need."""

    title = forms.CharField(label=gettext_lazy("Title of the training"), max_length=200)
    day = DayField(
        label=gettext_lazy("Day"),
        help_text=gettext_lazy("You can move it later: the training is a draft."),
    )
    organiser = OrganisationField(label=gettext_lazy("Organiser"))
    activity = ActivityField(
        label=gettext_lazy("Activity of the plan"),
        required=False,
        empty_label=gettext_lazy("None"),
    )
    note = forms.CharField(
        label=gettext_lazy("Why, in a sentence"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("It becomes the purpose of the training."),
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(
        self,
        *args: Any,
        organisations: list[Organisation],
        activities: list[ActivityGroup],
        also: Activity | None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        cast("OrganisationField", self.fields["organiser"]).offer(organisations)
        cast("ActivityField", self.fields["activity"]).offer(activities, also=also)
