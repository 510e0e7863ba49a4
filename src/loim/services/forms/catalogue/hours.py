"""Opening hours as people type them, and alerts."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.common.translation_fields import TranslationFields
from loim.programmes.forms.record_fields import DayField, capitalised
from loim.services.forms.catalogue.fields import LaterDayField, long_text
from loim.services.models import Alert, AlertKind

TALLINN = ZoneInfo("Europe/Tallinn")


class HoursForm(forms.Form):
    use_required_attribute = False

    text = forms.CharField(
        label=_("Opening hours"),
        required=False,
        max_length=500,
        widget=long_text(3),
        help_text=_(
            "Write as you would on the door: “E–R 9–17, K kuni 18”, “Mon–Fri 9–12, 13–17; 24.12"
            " closed”. On public holidays it is closed."
        ),
    )
    start_date = LaterDayField(
        label=_("Only from"), help_text=_("For a summer, say. Leave empty for always.")
    )
    end_date = LaterDayField(label=_("Only until"))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        first, last = said.get("start_date"), said.get("end_date")
        if first and last and last < first:
            self.add_error("end_date", _("The last day is before the first one."))
        return said


class AlertForm(TranslationFields):
    """The instance is for filling in and checking alone: `alert` is what counts."""

    use_required_attribute = False

    kind = forms.ChoiceField(label=_("What is it?"), choices=capitalised(AlertKind.choices))
    first_day = DayField(label=_("From"))
    last_day = DayField(label=_("Until"), help_text=_("This day is the last one."))
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Alert
        fields = ("message",)
        widgets = {"message": long_text(2)}
        help_texts = {
            "message": _("Why, and where to turn. “Closed” alone is said in every language."),
        }

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("first_day", today)
        self.initial.setdefault("last_day", today)
        self.initial.setdefault("submission", uuid4())

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        first, last = said.get("first_day"), said.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day is before the first one."))
        if said.get("kind") != AlertKind.CLOSED and not (said.get("message") or "").strip():
            self.add_error("message", _("Say what is different."))
        return said

    def alert(self, now: datetime) -> dict[str, Any]:
        said = self.cleaned_data
        start = datetime.combine(said["first_day"], time(0), TALLINN)
        return {
            "kind": said["kind"],
            "message": said["message"],
            "translations": self.instance.translations,
            "start_at": max(start, now)
            if said["first_day"] == now.astimezone(TALLINN).date()
            else start,
            "end_at": end_of_day(said["last_day"]),
            "submission": said["submission"],
        }


def end_of_day(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(0), TALLINN)
