"""Of which time the map tells."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.programmes.forms.record_fields import DayField

USUAL = timedelta(days=365)


class PeriodForm(forms.Form):
    """Filled in by itself with the last year; what is wrong is said and the last year shown."""

    start = DayField(label=_("From"), required=False)
    end = DayField(label=_("Until"), required=False)

    def __init__(self, data: Any, *, today: date) -> None:
        given = {name: data.get(name) for name in ("start", "end") if data.get(name)}
        usual = {"start": (today - USUAL).isoformat(), "end": today.isoformat()}
        super().__init__({**usual, **given})
        self.today = today

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("start") and said.get("end") and said["start"] > said["end"]:
            self.add_error("end", _("The last day cannot be before the first."))
        return said

    def period(self) -> tuple[date, date]:
        if not self.is_valid():
            return self.today - USUAL, self.today
        return self.cleaned_data["start"], self.cleaned_data["end"]
