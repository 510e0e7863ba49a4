"""To which dates an event, or a series, is copied."""

from datetime import date, timedelta
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.events.actions.pages.copying import MOST_COPIES, repeated
from loim.programmes.forms.record_fields import DayField


class EventCopyForm(forms.Form):
    start_date = DayField(label=_("First day of the copy"))
    times = forms.IntegerField(
        label=_("How many copies"), min_value=1, max_value=MOST_COPIES, initial=1
    )
    weeks = forms.IntegerField(
        label=_("Weeks between them"), min_value=1, max_value=52, initial=1, required=False
    )
    with_materials = forms.BooleanField(
        label=_("The materials of the agenda, too: files and links"), required=False
    )
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any, *, start_date: date) -> None:
        """Offered is the same weekday, a year on: a multiple of seven days."""
        a_year_on = start_date + timedelta(days=364)
        super().__init__(data, initial={"start_date": a_year_on, "submission": uuid4()})

    def days(self) -> list[date]:
        """Of a valid form."""
        said = self.cleaned_data
        weeks = said["weeks"] or 1
        return repeated(said["start_date"], times=said["times"], every_days=7 * weeks)


class SeriesCopyForm(forms.Form):
    """Read from the address for the preview, and sent once more to make the copies."""

    year = forms.TypedChoiceField(label=_("Events of the year"), coerce=int, empty_value=None)
    first_day = DayField(label=_("First day of the first copy"))
    new_title = forms.CharField(
        label=_("Title of a new series"),
        required=False,
        max_length=200,
        help_text=_("Left empty, the copies go into this series."),
    )
    with_materials = forms.BooleanField(
        label=_("The materials of the agenda, too: files and links"), required=False
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, *, years: list[int], first_days: dict[int, date]) -> None:
        latest = years[0] if years else 0
        initial: dict[str, Any] = {"year": latest}
        if latest in first_days:
            initial["first_day"] = first_days[latest] + timedelta(days=364)
        super().__init__(data, initial=initial)
        field = cast("forms.ChoiceField", self.fields["year"])
        field.choices = [(year, str(year)) for year in years]
