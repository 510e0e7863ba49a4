"""Booking for somebody, and choosing another time."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.casework.actions.appointments.booking import AppointmentFacts
from loim.casework.forms.appointments.choices import (
    MINUTES,
    PersonField,
    RoomField,
    TopicField,
    rooms_in_use,
)
from loim.casework.forms.guarded_text import GuardedTextField, GuardedTexts
from loim.casework.logic.appointments.slots import moment
from loim.casework.models import Appointment, Case, Client, SpokenLanguage
from loim.casework.queries.appointments.people import counsellors_of
from loim.common.translated import LANGUAGES
from loim.events.forms.pages.page_form import TimeField
from loim.people.models import Organisation, User
from loim.programmes.forms.record_fields import DayField, capitalised


class TimesForm(forms.Form):
    use_required_attribute = False

    day = DayField(label=_("Day"))
    start_time = TimeField(label=_("Begins at"), required=True)
    minutes = forms.TypedChoiceField(
        label=_("Length, in minutes"), choices=MINUTES, coerce=int, initial=30
    )
    room = RoomField()

    def __init__(self, *args: Any, organisation: Organisation, **options: Any) -> None:
        super().__init__(*args, **options)
        self.organisation = organisation
        self.fields["room"].queryset = rooms_in_use(organisation)  # type: ignore[attr-defined]

    def times(self) -> dict[str, Any]:
        said = self.cleaned_data
        start = moment(said["day"], said["start_time"])
        return {
            "starts_at": start,
            "ends_at": start + timedelta(minutes=said["minutes"]),
            "room": said["room"],
        }


class MoveForm(TimesForm):
    @classmethod
    def of(cls, appointment: Appointment, data: Any = None) -> "MoveForm":
        start = localtime(appointment.starts_at)
        length = int((appointment.ends_at - appointment.starts_at).total_seconds() // 60)
        form = cls(
            data,
            organisation=appointment.organisation,
            initial={
                "day": start.date(),
                "start_time": start.time(),
                "minutes": length,
                "room": appointment.room_id,
            },
        )
        if length not in dict(MINUTES):
            form.fields["minutes"].choices = [*MINUTES, (length, str(length))]  # type: ignore[attr-defined]
        return form


class AppointmentForm(GuardedTexts, TimesForm):
    """For a client nothing of the person is asked: it is known."""

    counsellor = PersonField(label=_("Counsellor"))
    topic = TopicField()
    language = forms.ChoiceField(
        label=_("Language of the conversation"), choices=capitalised(SpokenLanguage.choices)
    )
    name = forms.CharField(
        label=pgettext_lazy("a person", "Name or initials"), max_length=150, required=False
    )
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=30, required=False)
    letters_language = forms.ChoiceField(label=_("Language of letters"), choices=LANGUAGES)
    note = GuardedTextField(label=_("Note for the counsellor"), required=False)
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    field_order = ("day", "start_time", "minutes", "counsellor", "room", "topic", "language")

    def __init__(
        self,
        data: Any = None,
        *,
        organisation: Organisation,
        by: User,
        today: date,
        client: Client | None,
        case: Case | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        start = {"counsellor": by.pk, "day": today, "letters_language": "et", **(initial or {})}
        if client is not None:
            start |= {"language": client.language, "letters_language": client.language}
        if case is not None:
            start["topic"] = case.topic_id
        super().__init__(data, organisation=organisation, initial=start)
        self.client, self.case = client, case
        self.fields["counsellor"].queryset = counsellors_of(organisation, today)  # type: ignore[attr-defined]
        if client is not None:
            for name in ("name", "email", "phone"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if self.client is None and "name" not in self.errors and not said.get("name"):
            self.add_error("name", _("Write a name or initials, so that you know who comes."))
        return said

    def facts(self) -> AppointmentFacts:
        said = self.cleaned_data
        return AppointmentFacts(
            topic=said["topic"],
            language=said["language"],
            letters_language=said["letters_language"],
            client=self.client,
            case=self.case,
            name=said.get("name", ""),
            email=said.get("email", ""),
            phone=said.get("phone", ""),
            note=said["note"],
            **self.times(),
        )

    def submission_of(self) -> UUID:
        return UUID(str(self.cleaned_data["submission"]))
