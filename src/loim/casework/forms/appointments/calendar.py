"""Bookable hours, days away, rooms."""

from datetime import date
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.casework.actions.appointments.calendar import HoursFacts
from loim.casework.forms.appointments.choices import RoomField, rooms_in_use
from loim.common.translated import LANGUAGES
from loim.events.forms.pages.page_form import TimeField
from loim.people.models import Organisation
from loim.programmes.forms.record_fields import DayField, capitalised


class HoursForm(forms.Form):
    use_required_attribute = False

    weekday = forms.TypedChoiceField(
        label=_("Day of the week"), choices=capitalised(WEEKDAYS.items()), coerce=int
    )
    start_time = TimeField(label=pgettext_lazy("a time", "From"), required=True)
    end_time = TimeField(label=pgettext_lazy("a time", "Until"), required=True)
    break_start = TimeField(label=_("Break from"))
    break_end = TimeField(label=_("Break until"))
    slot_minutes = forms.IntegerField(
        label=_("Length of an appointment, in minutes"), min_value=10, max_value=240, initial=30
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages that you speak"),
        choices=LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one language.")},
    )
    room = RoomField()
    is_online = forms.BooleanField(
        label=_("Can be booked on the web"), required=False, initial=True
    )
    start_date = DayField(label=_("First day"))
    end_date = DayField(label=_("Last day"), required=False, help_text=_("Left empty, it goes on."))

    def __init__(self, data: Any = None, *, organisation: Organisation, today: date) -> None:
        super().__init__(data, initial={"start_date": today, "languages": ["et"]})
        self.fields["room"].queryset = rooms_in_use(organisation)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        start, end = said.get("start_time"), said.get("end_time")
        if start and end and end <= start:
            self.add_error("end_time", _("The end must be after the beginning."))
        since, until = said.get("break_start"), said.get("break_end")
        if bool(since) != bool(until):
            self.add_error(
                "break_end" if since else "break_start",
                _("A break has a beginning and an end. Leave both empty where there is none."),
            )
        elif since and until and start and end and not start < since < until < end:
            self.add_error("break_start", _("The break must lie between beginning and end."))
        first, last = said.get("start_date"), said.get("end_date")
        if first and last and last < first:
            self.add_error("end_date", _("The last day cannot be before the first."))
        return said

    def facts(self) -> HoursFacts:
        return HoursFacts(**self.cleaned_data)


class AbsenceForm(forms.Form):
    use_required_attribute = False

    start_date = DayField(label=_("First day away"))
    end_date = DayField(label=_("Last day away"))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        first, last = said.get("start_date"), said.get("end_date")
        if first and last and last < first:
            self.add_error("end_date", _("The last day cannot be before the first."))
        return said


class RoomForm(forms.Form):
    use_required_attribute = False

    name = forms.CharField(label=pgettext_lazy("a room", "Name"), max_length=80)
    address = forms.CharField(
        label=_("Address"),
        max_length=200,
        required=False,
        help_text=_("Whoever has an appointment there reads it in their letter."),
    )
