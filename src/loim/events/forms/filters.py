"""Which events a list shows."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from loim.events.models import Event, EventKind, EventStatus, Series
from loim.events.queries.event_lists import EventFilter, activities_of, organisers_of, series_of
from loim.people.models import County, Organisation
from loim.programmes.forms.record_fields import DayField
from loim.programmes.models import Activity

SORTS = [
    ("-date", _("newest first")),
    ("date", _("oldest first")),
    ("title", _("by title")),
    ("organiser", _("by organiser")),
    ("-attendance", _("most organisations first")),
]


class EventFilterForm(forms.Form):
    text = forms.CharField(
        label=_("Title, place or organiser"), required=False, widget=forms.SearchInput
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("all kinds")), *EventKind.choices]
    )
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[("", _("any")), *EventStatus.choices]
    )
    series = forms.ModelChoiceField(
        Series.objects.none(), label=_("Series"), required=False, empty_label=_("all")
    )
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)
    county = forms.ModelChoiceField(
        County.objects.order_by("name", "pk"),
        label=_("County"),
        required=False,
        empty_label=_("all counties"),
    )
    organiser = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organiser"), required=False, empty_label=_("all")
    )
    activity = forms.ModelChoiceField(
        Activity.objects.none(),
        label=_("Activity of the plan"),
        required=False,
        empty_label=_("all"),
    )
    needs_attendance = forms.BooleanField(
        label=_("Only those that wait for their attendance"), required=False
    )
    sort = forms.ChoiceField(label=_("Order"), required=False, choices=SORTS)

    def __init__(self, data: Any, *, seen: QuerySet[Event]) -> None:
        super().__init__(data)
        cast("Any", self.fields["organiser"]).queryset = organisers_of(seen)
        cast("Any", self.fields["activity"]).queryset = activities_of(seen)
        cast("Any", self.fields["series"]).queryset = series_of(seen)

    def wanted(self) -> EventFilter:
        """What was understood of the address; the rest is left out, and the form says so."""
        self.is_valid()
        said = {key: value for key, value in self.cleaned_data.items() if value}
        return EventFilter(**said)

    @property
    def has_more(self) -> bool:
        """Is one of the filters set that stand behind 'More filters'?"""
        behind = ("series", "since", "until", "county", "organiser", "activity", "needs_attendance")
        return any(self.data.get(name) for name in behind)

    @property
    def is_filtering(self) -> bool:
        return any(value for key, value in self.cleaned_data.items() if key != "sort")
