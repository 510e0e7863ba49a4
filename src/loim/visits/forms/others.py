"""Hosts, groups, travel times, notes, ideas, feedback, media and the report."""

import uuid
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.translated import LANGUAGES
from loim.common.translation_fields import TranslationFields
from loim.people.models import Organisation
from loim.programmes.forms.record_fields import DayField
from loim.visits.models import Group, Host, Leg, MediaItem, Visit

if TYPE_CHECKING:  # generic for the type checker only
    _ModelForm = forms.ModelForm[Any]
else:
    _ModelForm = forms.ModelForm

LONGEST_NOTE = 10_000
RATINGS = [
    ("5", _("5 – very good")),
    ("4", _("4 – good")),
    ("3", _("3 – so so")),
    ("2", _("2 – not good")),
    ("1", _("1 – bad")),
]


class Once(forms.Form):
    """The same form sent twice makes one thing."""

    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        options["initial"] = {"submission": uuid.uuid4(), **(options.get("initial") or {})}
        super().__init__(*args, **options)

    def once(self) -> uuid.UUID:
        return self.cleaned_data.get("submission") or uuid.uuid4()


class HostForm(_ModelForm):
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Organisation on the platform"),
        required=False,
        empty_label=_("none of them"),
    )

    class Meta:
        model = Host
        fields = (
            "name",
            "organisation",
            "contact_name",
            "contact_email",
            "contact_phone",
            "language",
        )
        labels = {
            "name": _("Name of the host"),
            "contact_name": _("Contact person"),
            "contact_email": pgettext_lazy("of a person", "E-mail"),
            "contact_phone": _("Telephone"),
            "language": _("Language of letters"),
        }
        help_texts = {
            "name": _("As participants and readers see it: “Narva youth centre”."),
            "contact_email": _("The link to who comes is sent here."),
            "contact_phone": _("Participants see it, to be able to call when they are late."),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        organisation: Any = self.fields["organisation"]
        organisation.queryset = Organisation.objects.filter(is_active=True).order_by("name", "pk")


class GroupForm(_ModelForm):
    class Meta:
        model = Group
        fields = ("name",)
        labels = {"name": _("Name of the group")}


class TravelForm(forms.Form):
    one = forms.CharField(label=_("From"), max_length=60)
    other = forms.CharField(label=_("To"), max_length=60)
    minutes = forms.IntegerField(
        label=_("Minutes"),
        required=False,
        min_value=1,
        max_value=1440,
        help_text=_("Left empty, the platform estimates it from the distance."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("one", "other"):
            self.fields[name].widget.attrs |= {"list": "towns", "autocomplete": "off"}


class TextForm(Once):
    """A message between host and organiser."""

    text = forms.CharField(
        label=_("Message"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=_("Why you have to cancel"),
        help_text=_("The visitors read it, at once."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class NoteForm(Once):
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label=_("Note"),
        help_text=_("What was said, what surprised you, what should be done."),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class IdeaForm(Once):
    title = forms.CharField(label=_("The idea in one sentence"), max_length=200)
    text = forms.CharField(
        label=_("A few words more about it"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    is_author_shown = forms.BooleanField(label=_("Show my name beside it"), required=False)


class FeedbackForm(forms.Form):
    rating = forms.ChoiceField(
        label=_("How was the day?"), choices=RATINGS, widget=forms.RadioSelect
    )
    keep = forms.CharField(
        label=_("What should be kept?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    change = forms.CharField(
        label=_("What should be changed?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class MediaForm(_ModelForm):
    date = DayField(label=_("Date"))
    url = forms.URLField(label=_("Link"), required=False, max_length=500, assume_scheme="https")
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)

    class Meta:
        model = MediaItem
        fields = ("date", "outlet", "title", "url", "language")
        labels = {"outlet": _("Newspaper, channel or page"), "title": _("Title")}

    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("submission", uuid.uuid4())

    def _post_clean(self) -> None:
        if not self.instance.pk and self.cleaned_data.get("submission"):
            self.instance.submission = self.cleaned_data["submission"]
        super()._post_clean()  # type: ignore[misc]  # the stubs leave it out


class ReportForm(TranslationFields):
    class Meta:
        model = Visit
        fields = ("report_summary",)
        labels = {"report_summary": _("Summary")}
        widgets = {"report_summary": forms.Textarea(attrs={"rows": 8})}


class SummaryForm(TranslationFields):
    class Meta:
        model = Leg
        fields = ("summary",)
        labels = {"summary": _("What came of it")}
        widgets = {"summary": forms.Textarea(attrs={"rows": 5})}
