"""One meeting otherwise than the rule says; its cancellation; handing it over."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.clubs.actions.meetings import MeetingFacts
from loim.clubs.models import ClubMeeting, Facilitator
from loim.common.translation_fields import TranslationFields
from loim.events.forms.pages.page_form import TimeField, long_text
from loim.events.models import Event
from loim.programmes.forms.record_fields import DayField


class MeetingForm(TranslationFields):
    use_required_attribute = False

    day = DayField(label=_("Day"))
    start_time = TimeField(label=_("Begins at"), required=True)
    end_time = TimeField(label=_("Ends at"), required=True)
    place = forms.CharField(label=_("Place"), max_length=200)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    facilitator = forms.ModelChoiceField(
        Facilitator.objects.none(),
        label=_("Led by"),
        required=False,
        empty_label=_("as always"),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = ClubMeeting
        fields = ("topic", "facilitator")
        help_texts = {"topic": _("For example “Christmas customs”. It is added to the title.")}

    def __init__(self, *args: Any, event: Event, **options: Any) -> None:
        meeting: ClubMeeting = options["instance"]
        options["source_language"] = meeting.club.language
        super().__init__(*args, **options)
        cast("Any", self.fields["facilitator"]).queryset = leaders_of(meeting.club_id)
        self.initial = {
            **self.initial,
            "day": event.start_date,
            "start_time": event.start_time,
            "end_time": event.end_time,
            "place": event.place,
            "address": event.address,
            "seen": event.changed_at.isoformat(),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        start, end = cleaned.get("start_time"), cleaned.get("end_time")
        if start and end and end <= start:
            self.add_error("end_time", _("The end must be after the beginning."))
        return cleaned

    def facts(self) -> MeetingFacts:
        said = self.cleaned_data
        return MeetingFacts(
            day=said["day"],
            start_time=said["start_time"],
            end_time=said["end_time"],
            place=said["place"],
            address=said["address"],
            topic=said["topic"],
            translations=self.instance.translations,
            facilitator=said["facilitator"],
        )


class CancelForm(forms.Form):
    why = forms.CharField(
        label=_("Why it is cancelled"),
        widget=long_text(3),
        max_length=1000,
        help_text=_("It stands on the page and in the letters to those who come."),
    )


class HandOverForm(forms.Form):
    to = forms.ModelChoiceField(Facilitator.objects.none(), label=_("Led by"))

    def __init__(self, *args: Any, club_id: int, **options: Any) -> None:
        super().__init__(*args, **options)
        cast("Any", self.fields["to"]).queryset = leaders_of(club_id)


def leaders_of(club_id: int) -> Any:
    return Facilitator.objects.filter(club=club_id, left_at=None).order_by(
        "is_stand_in", "name", "pk"
    )
