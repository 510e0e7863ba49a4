"""One session, one speaker, one material; each in several languages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.translation_fields import TranslationFields
from loim.events.models import Event, Material, Session, SessionKind, Speaker
from loim.events.queries.agenda.content import sessions_of, speakers_of
from loim.programmes.forms.evidence_file import EvidenceFileField
from loim.programmes.forms.record_fields import DayField, capitalised


class ClockField(forms.TimeField):
    """A time of day, with the browser's own clock; '10.30' is understood, too."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
        options.setdefault("input_formats", ["%H:%M", "%H.%M", "%H:%M:%S"])
        super().__init__(**options)


class SessionForm(TranslationFields):
    day = DayField(label=_("Day"))
    start_time = ClockField(label=_("Begins at"))
    end_time = ClockField(
        label=_("Ends at"),
        required=False,
        help_text=_("Left empty, it lasts until the next one in its room."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=capitalised(SessionKind.choices))
    new_speaker = forms.CharField(
        label=_("Somebody else"),
        required=False,
        max_length=150,
        help_text=_("The name; a biography can be added on the speaker's own page."),
    )

    class Meta:
        model = Session
        fields = (
            "day",
            "start_time",
            "end_time",
            "kind",
            "title",
            "room",
            "description",
            "speakers",
        )
        labels = {"title": _("Title"), "room": _("Room"), "description": _("Description")}
        widgets = {
            "description": forms.Textarea(attrs={"rows": 4}),
            "room": forms.TextInput(attrs={"list": "rooms", "autocomplete": "off"}),
            "speakers": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, event: Event, **options: Any) -> None:
        options.setdefault("instance", Session(event=event, day=event.start_date))
        super().__init__(*args, source_language=event.language, **options)
        speakers: Any = self.fields["speakers"]
        speakers.queryset = event.speakers.order_by("name", "pk")
        speakers.label = _("Speakers")
        if not speakers_of(event):
            del self.fields["speakers"]
        if event.start_date == event.end_date and self.instance.day == event.start_date:
            self.fields["day"].widget = forms.HiddenInput()
        self.order_fields([*self.Meta.fields[:-1], "speakers", "new_speaker"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        start, end = cleaned.get("start_time"), cleaned.get("end_time")
        if start and end and end <= start:
            self.add_error("end_time", _("It ends before it begins. Put the times right."))
        return cleaned


class SpeakerForm(TranslationFields):
    class Meta:
        model = Speaker
        fields = ("name", "position", "biography")
        labels = {
            "name": pgettext_lazy("a person", "Name"),
            "position": _("Position and organisation"),
            "biography": _("Short biography"),
        }
        widgets = {"biography": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "biography": _("Everybody reads it: write what the speaker has agreed to."),
        }

    def __init__(self, *args: Any, event: Event, **options: Any) -> None:
        options.setdefault("instance", Speaker(event=event))
        super().__init__(*args, source_language=event.language, **options)


class MaterialFileField(EvidenceFileField):
    """Slides, too."""

    office_parts = {**EvidenceFileField.office_parts, ".pptx": "ppt/presentation.xml"}
    wrong_type = _(
        "Add a .pdf, .pptx, .docx, .xlsx, .jpg or .png file. This one is something else."
    )


class MaterialForm(TranslationFields):
    url = forms.URLField(label=_("Link"), required=False, max_length=500, assume_scheme="https")
    file = MaterialFileField(
        label=_("File"),
        required=False,
        help_text=_("A .pdf, .pptx, .docx, .xlsx, .jpg or .png of at most 20 MB."),
    )

    class Meta:
        model = Material
        fields = ("title", "url", "file", "session", "is_public")
        labels = {
            "title": _("Title"),
            "session": _("Session"),
            "is_public": _("For everybody; else only for those who have a place"),
        }

    def __init__(self, *args: Any, event: Event, **options: Any) -> None:
        options.setdefault("instance", Material(event=event))
        super().__init__(*args, source_language=event.language, **options)
        session: Any = self.fields["session"]
        session.queryset = event.sessions.all()
        session.choices = [
            ("", _("the whole event")),
            *((row.pk, f"{row.start_time:%H:%M} {row.title}"[:80]) for row in sessions_of(event)),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "url" in cleaned and "file" in cleaned and bool(cleaned["url"]) == bool(cleaned["file"]):
            self.add_error("url", _("Give a link or a file, one of the two."))
        return cleaned
