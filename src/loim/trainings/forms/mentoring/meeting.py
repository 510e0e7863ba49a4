"""Booking, moving, cancelling and logging a mentoring meeting; a mentor of a training."""

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.translated import LANGUAGES
from loim.events.forms.registration.moments import MomentField
from loim.people.models import User
from loim.trainings.actions.mentoring.booking import Meeting
from loim.trainings.models import Mentor, Training
from loim.trainings.queries.mentoring.budgets import hours_in_words
from loim.trainings.queries.mentoring.meetings import bookable_mentors

if TYPE_CHECKING:  # generic for the type checker only
    _MentorModelForm = forms.ModelForm[Mentor]
else:
    _MentorModelForm = forms.ModelForm

LENGTHS = (30, 45, 60, 90, 120, 150, 180, 240, 300, 360, 480)


class MeetingForm(forms.Form):
    start_at = MomentField(label=_("Begins"))
    minutes = forms.TypedChoiceField(label=_("How long"), coerce=int, choices=())
    place = forms.CharField(label=_("Place or link"), max_length=300, required=False)
    topic = forms.CharField(
        label=_("Topic"),
        max_length=300,
        required=False,
        help_text=_("What you want to think through together."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        given = self.initial.get("minutes")
        lengths = sorted({*LENGTHS, *([given] if given else [])})
        length: Any = self.fields["minutes"]
        length.choices = [(minutes, hours_in_words(minutes)) for minutes in lengths]
        if not given:
            length.initial = 60

    def meeting(self) -> Meeting:
        given = self.cleaned_data
        return Meeting(given["start_at"], given["minutes"], given["place"], given["topic"])


class BookingForm(MeetingForm):
    mentor = forms.ModelChoiceField(Mentor.objects.none(), label=_("Mentor"), empty_label=None)
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    field_order = ("mentor", "start_at", "minutes", "place", "topic")

    def __init__(self, *args: Any, training: Training, only: Mentor | None, **options: Any) -> None:
        super().__init__(*args, **options)
        choice: Any = self.fields["mentor"]
        choice.queryset = bookable_mentors(training)
        choice.label_from_instance = lambda one: (
            f"{one.name}: {one.fields}" if one.fields else one.name
        )
        if only is not None:
            choice.initial = only.pk


class CancelForm(forms.Form):
    reason = forms.CharField(label=_("Why"), max_length=300)


class LogForm(forms.Form):
    minutes = forms.IntegerField(label=_("Minutes that it took"), min_value=1, max_value=480)
    came = forms.TypedChoiceField(
        label=_("Was it held?"),
        coerce=lambda value: value == "yes",
        choices=[
            ("yes", _("Yes, it was held")),
            ("no", _("The team did not come; the hours are spent")),
        ],
        widget=forms.RadioSelect,
        initial="yes",
    )
    notes = forms.CharField(
        label=_("What was agreed"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("The team reads it."),
    )


class MentorForm(_MentorModelForm):
    email = forms.EmailField(
        label=_("E-mail of their account"),
        help_text=_(
            "They sign in with it. Without an account: invite them to the organiser first."
        ),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        required=False,
        choices=LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Mentor
        fields = ("name", "fields", "languages", "is_trainer", "is_active")
        labels = {
            "name": pgettext_lazy("a person", "Name"),
            "fields": _("What they help with"),
            "is_trainer": _("Reads and answers the work of all teams (trainer)"),
            "is_active": _("Can be booked for mentoring"),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.pk:
            self.initial["email"] = self.instance.user.email
            self.fields["email"].disabled = True
        self.initial["languages"] = self.instance.languages.split()
        self.order_fields(["name", "email", "fields", "languages", "is_trainer", "is_active"])

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        self.person = User.objects.filter(email__iexact=email, is_active=True).first()
        if self.person is None:
            raise forms.ValidationError(
                _("Nobody has an account with this address. Check it, or invite them first.")
            )
        return email

    def clean_languages(self) -> str:
        return " ".join(self.cleaned_data["languages"])

    def mentor(self) -> Mentor:
        """As it is wanted."""
        mentor: Mentor = self.instance
        if mentor._state.adding and self.person is not None:  # noqa: SLF001  # documented by Django
            mentor.user = self.person
        return mentor
