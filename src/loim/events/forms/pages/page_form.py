"""All that an event's page says, for planning it and for publishing it."""

from typing import Any, cast
from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGE_CODES, LANGUAGES
from loim.common.translation_fields import TranslationFields
from loim.events.actions.pages.page_of_event import EventPage, PartnerFacts
from loim.events.forms.event import EventForm
from loim.events.models import Audience, Event, EventStatus, Series
from loim.people.models import Municipality
from loim.programmes.forms.record_fields import DayField, capitalised


class TimeField(forms.TimeField):
    """A time of the day, with the browser's own clock."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        super().__init__(widget=widget, **options)


class SeveralField(forms.MultipleChoiceField):
    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, widget=forms.CheckboxSelectMultiple, **options)


def long_text(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class EventPageForm(EventForm, TranslationFields):
    """The instance is for filling in and checking alone: `facts` and `page` are what counts."""

    use_required_attribute = False  # nearly everything may be left for later

    end_date = DayField(
        label=_("Last day"), required=False, help_text=_("Only if it lasts several days.")
    )
    start_time = TimeField(
        label=_("Begins at"), help_text=_("Left empty, the event takes whole days.")
    )
    end_time = TimeField(label=_("Ends at"))
    languages = SeveralField(label=_("Languages spoken"), choices=LANGUAGES)
    audiences = SeveralField(label=_("For whom"), choices=capitalised(Audience.choices))
    place_municipality = forms.ModelChoiceField(
        Municipality.objects.none(),
        label=_("Municipality of the place"),
        required=False,
        empty_label="–",
        help_text=_("By it the calendar finds the event."),
    )
    online_url = forms.URLField(
        label=_("Link for taking part online"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("Only those who have a place see it, never the public page."),
    )
    series = forms.ModelChoiceField(
        Series.objects.none(),
        label=_("Series"),
        required=False,
        empty_label=_("No series"),
    )
    new_series = forms.CharField(
        label=_("Or a new series"),
        required=False,
        max_length=200,
        help_text=_("For example “Field visits”. Its events then have a page together."),
    )

    class Meta:
        model = Event
        fields = (
            "kind", "title", "scope", "organiser", "activity", "series",
            "start_date", "start_time", "end_date", "end_time",
            "place", "address", "place_municipality", "accessibility", "online_url",
            "audiences", "target_group", "languages",
            "language", "purpose", "description", "contact_email", "summary", "cancel_reason",
        )  # fmt: skip
        widgets = {
            "accessibility": long_text(3),
            "target_group": long_text(3),
            "purpose": long_text(),
            "description": long_text(8),
            "cancel_reason": long_text(3),
        }
        help_texts = {
            "accessibility": _("Steps, lift, parking, induction loop: what helps to decide."),
            "target_group": _("In your own words, beside what is ticked above."),
            "purpose": _("What those who come will have thought, learned or agreed."),
            "language": _("The one that you write in below. The others follow at the end."),
            "contact_email": _("Shown on the page: an address of the organisation, if it has one."),
            "address": _("Street and number, so that a map finds it."),
        }

    def __init__(self, *args: Any, series: list[Series], **options: Any) -> None:
        event: Event | None = options.get("event")
        options.setdefault("instance", event or Event())
        options["source_language"] = self._language_of(args, options["instance"])
        super().__init__(*args, **options)
        if event is None or event.status != EventStatus.HELD:
            self._leave_out("summary")
        if event is None or event.status != EventStatus.CANCELLED:
            self._leave_out("cancel_reason")
        offered = {one.pk: one for one in series}
        if event is not None and event.series is not None:
            offered.setdefault(event.series.pk, event.series)
        choice = cast("forms.ModelChoiceField[Series]", self.fields["series"])
        choice.queryset = Series.objects.filter(pk__in=list(offered))
        choice.choices = [
            ("", choice.empty_label or ""),
            *((one.pk, one.title) for one in offered.values()),
        ]
        self._offer_municipalities()

    @staticmethod
    def _language_of(args: tuple[Any, ...], event: Event) -> str:
        """As it is being chosen in this very form, or as it was."""
        chosen = args[0].get("language", "") if args and args[0] else ""
        return chosen if chosen in LANGUAGE_CODES else event.language

    def _leave_out(self, name: str) -> None:
        for field in [name, *(f"{name}_{language}" for language in LANGUAGE_CODES)]:
            self.fields.pop(field, None)
        self._translated = [field for field in self._translated if field != name]

    def _offer_municipalities(self) -> None:
        field = cast("forms.ModelChoiceField[Municipality]", self.fields["place_municipality"])
        field.queryset = Municipality.objects.all()
        before = self.instance.place_municipality_id
        places = Municipality.objects.select_related("county").order_by("name", "pk")
        field.choices = [
            ("", field.empty_label or ""),
            *(
                (place.pk, f"{place.name} ({place.county.name})")
                for place in places
                if place.valid_to is None or place.pk == before
            ),
        ]

    def clean_online_url(self) -> str:
        url: str = self.cleaned_data["online_url"]
        if url and urlsplit(url).scheme not in {"http", "https"}:
            raise forms.ValidationError(_("A link begins with https://."), code="scheme")
        return url

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        start, end = cleaned.get("start_time"), cleaned.get("end_time")
        is_one_day = cleaned.get("end_date") in (None, cleaned.get("start_date"))
        if end and not start and "start_time" not in self.errors:
            self.add_error("start_time", _("Write when it begins, too."))
        elif start and end and is_one_day and end <= start:
            self.add_error("end_time", _("The end must be after the beginning."))
        if cleaned.get("series") and cleaned.get("new_series"):
            self.add_error("new_series", _("Choose a series or name a new one, not both."))
        return cleaned

    def page(self, partners: list[PartnerFacts]) -> EventPage:
        """Of a valid form."""
        said = self.cleaned_data
        return EventPage(
            language=said["language"],
            languages=tuple(said["languages"]),
            audiences=tuple(said["audiences"]),
            start_time=said["start_time"],
            end_time=said["end_time"],
            address=said["address"],
            place_municipality=said["place_municipality"],
            accessibility=said["accessibility"],
            online_url=said["online_url"],
            contact_email=said["contact_email"],
            purpose=said["purpose"],
            description=said["description"],
            target_group=said["target_group"],
            cancel_reason=said.get("cancel_reason", ""),
            translations=self.instance.translations,
            series=said["series"],
            new_series=said["new_series"],
            partners=tuple(partners),
        )
