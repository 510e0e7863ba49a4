"""A training day: what the cohort has to know; the rest is written on the event's own pages."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGES
from loim.events.actions.pages.page_of_event import EventPage
from loim.events.models import Audience, Event, EventKind, EventStatus
from loim.people.models import Municipality
from loim.people.permissions import Person
from loim.programmes.forms.record_fields import DayField
from loim.programmes.permissions import organisations_recorded_by
from loim.trainings.actions.days.adding import DayWords, facts_of_day
from loim.trainings.models import Training


class ClockField(forms.TimeField):
    def __init__(self, **options: Any) -> None:
        widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        super().__init__(widget=widget, required=False, **options)


class DayForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=200)
    start_date = DayField(label=_("Day"))
    start_time = ClockField(label=_("Begins at"))
    end_time = ClockField(label=_("Ends at"))
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    place_municipality = forms.ModelChoiceField(
        Municipality.objects.none(),
        label=_("Municipality of the place"),
        required=False,
        empty_label="–",
    )
    online_url = forms.URLField(
        label=_("Link for taking part online"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("Only the cohort sees it."),
    )
    purpose = forms.CharField(
        label=_("What the day is about"), widget=forms.Textarea(attrs={"rows": 4})
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken"), choices=LANGUAGES, widget=forms.CheckboxSelectMultiple
    )
    is_required = forms.BooleanField(
        label=_("Counts for the certificate"), required=False, initial=True
    )
    is_published = forms.BooleanField(
        label=_("Publish at once: everybody of the cohort comes onto the list and is written to"),
        required=False,
        initial=True,
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, training: Training, **options: Any) -> None:
        super().__init__(*args, **options)
        self.training = training
        self.fields["languages"].initial = [training.language]
        places: Any = self.fields["place_municipality"]
        places.queryset = Municipality.objects.order_by("name", "pk")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        start, end = cleaned.get("start_time"), cleaned.get("end_time")
        if end and not start:
            self.add_error("start_time", _("Write when it begins, too."))
        elif start and end and end <= start:
            self.add_error("end_time", _("It ends before it begins. Put the times right."))
        if not cleaned.get("place") and not cleaned.get("online_url"):
            self.add_error("place", _("Write where it takes place, or a link for taking part."))
        return cleaned

    def words(self) -> DayWords:
        given, training = self.cleaned_data, self.training
        return DayWords(
            facts=facts_of_day(
                training,
                title=given["title"].strip(),
                start_date=given["start_date"],
                place=given["place"].strip(),
            ),
            page=EventPage(
                language=training.language,
                languages=tuple(given["languages"]),
                audiences=(Audience.OFFICIALS, Audience.ASSOCIATIONS),
                start_time=given["start_time"],
                end_time=given["end_time"],
                place_municipality=given["place_municipality"],
                online_url=given["online_url"],
                contact_email=training.contact_email,
                purpose=given["purpose"].strip(),
            ),
            is_required=given["is_required"],
            is_published=given["is_published"],
        )


class AdoptForm(forms.Form):
    """An event of the same organiser that is there already."""

    event = forms.ModelChoiceField(
        Event.objects.none(), label=_("Event that is there already"), empty_label="–"
    )
    adopt_required = forms.BooleanField(
        label=_("Counts for the certificate"), required=False, initial=True
    )

    def __init__(self, *args: Any, training: Training, person: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        choice: Any = self.fields["event"]
        choice.queryset = (
            Event.objects.filter(
                organiser__in=organisations_recorded_by(person),
                training_day=None,
                kind__in=[EventKind.TRAINING, EventKind.INFO_DAY, EventKind.STUDY_TRIP],
                start_date__gte=training.start_date,
                start_date__lte=training.end_date,
            )
            .exclude(status=EventStatus.CANCELLED)
            .order_by("start_date", "pk")
        )
        choice.label_from_instance = lambda event: f"{event.start_date:%d.%m.%Y} {event.title}"
