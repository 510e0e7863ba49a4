"""Plan a meeting in one form, and say what is usual at the network's meetings."""

from datetime import time
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.events.forms.pages.page_form import TimeField, long_text
from loim.networks.actions.meetings.planning import MeetingPlan
from loim.networks.logic.agenda_lines import items_of
from loim.networks.models import Meeting, MeetingHabits, Network
from loim.programmes.forms.record_fields import CorrectableForm, DayField


class PlanForm(CorrectableForm):
    use_required_attribute = False

    day = DayField(label=_("Day"))
    start_time = TimeField(label=_("Begins at"), required=True)
    end_time = TimeField(label=_("Ends at"), help_text=_("Left empty, two hours are planned."))
    is_county_wide = forms.BooleanField(
        label=_("For the whole county"),
        required=False,
        help_text=_("It then counts as one of the county meetings that the network owes."),
    )
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    online_url = forms.URLField(
        label=_("Link for taking part online"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("Only those who have a place see it."),
    )
    agenda = forms.CharField(
        label=_("Draft of the agenda"),
        required=False,
        max_length=20_000,
        widget=long_text(7),
        help_text=_(
            "One item on a line. The time is shared out among them; times, speakers and papers"
            " are put right on the page of the agenda."
        ),
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, network: Network, last: Meeting | None, items: list[str], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        event = last.event if last else None
        self.initial = {
            "start_time": (event and event.start_time) or time(13),
            "end_time": event.end_time if event else None,
            "place": event.place if event else "",
            "address": event.address if event else "",
            "is_county_wide": bool(network.county_meetings),
            "agenda": "\n".join(items),
            "submission": uuid4(),
        }

    def clean_online_url(self) -> str:
        url: str = self.cleaned_data["online_url"]
        if url and urlsplit(url).scheme not in {"http", "https"}:
            raise forms.ValidationError(_("A link begins with https://."), code="scheme")
        return url

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        start, end = cleaned.get("start_time"), cleaned.get("end_time")
        if start and end and end <= start:
            self.add_error("end_time", _("The end must be after the beginning."))
        nowhere = not cleaned.get("place") and not cleaned.get("online_url")
        if nowhere and not self.errors.get("online_url"):
            self.add_error("place", _("Write where it takes place, or a link below."))
        return cleaned

    def plan(self) -> MeetingPlan:
        said = self.cleaned_data
        return MeetingPlan(
            day=said["day"],
            start_time=said["start_time"],
            end_time=said["end_time"],
            place=said["place"],
            address=said["address"],
            online_url=said["online_url"],
            is_county_wide=said["is_county_wide"],
            items=items_of(said["agenda"]),
        )


class HabitsForm(forms.Form):
    usual_agenda = forms.CharField(
        label=_("Usual agenda"),
        required=False,
        max_length=20_000,
        widget=long_text(7),
        help_text=_(
            "One item on a line. A new meeting begins with it; left empty, with the agenda of the"
            " last meeting. Open tasks always come first by themselves."
        ),
    )
    votes_are_public = forms.BooleanField(
        label=_("Who voted how is shown with the decisions"),
        required=False,
        help_text=_("Otherwise everybody reads only the numbers."),
    )

    def __init__(self, *args: Any, habits: MeetingHabits, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial = {
            "usual_agenda": habits.usual_agenda,
            "votes_are_public": habits.votes_are_public,
        }
