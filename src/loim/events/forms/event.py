"""The facts of an event, as its recording, planning and editing ask for them."""

from datetime import date
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.events.actions.recording import EventFacts
from loim.events.models import Event, EventKind, EventScope
from loim.events.queries.suggested_title import suggested_title
from loim.people.models import Organisation
from loim.programmes.forms.record_fields import (
    ActivityField,
    CorrectableForm,
    DayField,
    OrganisationField,
    capitalised,
)
from loim.programmes.queries.activity_choices import ActivityGroup


class EventForm(CorrectableForm):
    """`today` is the last day that a held event may have begun on; None for one still to come."""

    kind = forms.ChoiceField(label=_("Kind"), choices=capitalised(EventKind.choices))
    start_date = DayField(label=_("Date"))
    end_date = DayField(
        label=_("Last day"), required=False, help_text=_("Only if it lasted several days.")
    )
    place = forms.CharField(
        label=_("Place"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "previous-places", "autocomplete": "off"}),
    )
    title = forms.CharField(
        label=_("Title"),
        required=False,
        max_length=200,
        help_text=_("Left empty, it is made of the kind and the place."),
        widget=forms.TextInput(attrs={"list": "previous-titles", "autocomplete": "off"}),
    )
    scope = forms.ChoiceField(label=_("Scope"), choices=capitalised(EventScope.choices))
    organiser = OrganisationField(label=_("Organiser"))
    activity = ActivityField(
        required=False, empty_label=_("Not part of the plan"), help_text=_("What it counts for.")
    )
    summary = forms.CharField(
        label=_("Summary"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        organisers: list[Organisation],
        activities: list[ActivityGroup],
        today: date | None,
        event: Event | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.today = today
        self._event = event
        if event is not None:
            self.initial = {**(self.initial or {}), **_initial(event)}
            if event.organiser not in organisers:
                organisers = [event.organiser, *organisers]
            del self.fields["submission"]
        else:
            self.initial.setdefault("submission", uuid4())
        cast("OrganisationField", self.fields["organiser"]).offer(organisers)
        if len(organisers) == 1:
            self.fields["organiser"].widget = forms.HiddenInput()
        if organisers and not self.initial.get("organiser"):
            self.initial["organiser"] = organisers[0].pk
        cast("ActivityField", self.fields["activity"]).offer(
            activities, also=event.activity if event else None
        )
        if today is not None:
            self.fields["start_date"].widget.attrs["max"] = today.isoformat()

    def clean_start_date(self) -> date:
        day: date = self.cleaned_data["start_date"]
        if self.today is not None and day > self.today:
            raise forms.ValidationError(
                _("This day is still to come. Plan the event now and record who came afterwards."),
                code="future",
            )
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        start, end = cleaned.get("start_date"), cleaned.get("end_date")
        if start and end and end < start:
            self.add_error("end_date", _("The last day cannot be before the first."))
        return cleaned

    def facts(self) -> EventFacts:
        cleaned = self.cleaned_data
        return EventFacts(
            title=cleaned["title"] or suggested_title(cleaned["kind"], cleaned["place"]),
            kind=cleaned["kind"],
            scope=cleaned["scope"],
            start_date=cleaned["start_date"],
            end_date=cleaned["end_date"] or cleaned["start_date"],
            organiser=cleaned["organiser"],
            activity=cleaned["activity"],
            place=cleaned["place"],
            # A form that does not ask for it leaves it as it was.
            summary=cleaned.get("summary", self._event.summary if self._event else ""),
        )


def _initial(event: Event) -> dict[str, Any]:
    return {
        "kind": event.kind,
        "title": event.title,
        "scope": event.scope,
        "start_date": event.start_date,
        "end_date": event.end_date if event.end_date != event.start_date else None,
        "place": event.place,
        "organiser": event.organiser_id,
        "activity": event.activity_id,
        "summary": event.summary,
    }
