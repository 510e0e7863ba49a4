"""What somebody says of themselves."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.translated import LANGUAGE_CODES
from loim.common.translation_fields import TranslationFields
from loim.experts.actions.profile import ProfileFacts
from loim.experts.forms.small import SeveralField, long_text
from loim.experts.models import WORK_LANGUAGES, Availability, Expert, ExpertKind, WorkFormat
from loim.experts.queries.desk import offered_fields
from loim.people.models import County
from loim.programmes.forms.record_fields import DayField, capitalised


class ProfileForm(TranslationFields):
    """The instance is for filling in and checking alone: `facts` is what counts."""

    kinds = SeveralField(label=_("You are a"), choices=capitalised(ExpertKind.choices))
    fields_chosen = SeveralField(label=_("Fields that you can help with"))
    counties_chosen = SeveralField(label=_("Counties in which you work"))
    languages = SeveralField(
        label=_("Languages in which you work"), choices=capitalised(WORK_LANGUAGES)
    )
    formats = SeveralField(label=_("How you work"), choices=capitalised(WorkFormat.choices))
    available_from = DayField(
        label=_("Free from"), required=False, help_text=_("Only if you are free later.")
    )
    availability = forms.ChoiceField(
        label=_("Your time"), choices=capitalised(Availability.choices), widget=forms.RadioSelect
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Expert
        fields = (
            "name", "language", "headline", "about", "workplace", "availability", "available_from",
            "availability_words", "fee",
        )  # fmt: skip
        widgets = {"about": long_text(7)}
        labels = {
            "name": pgettext_lazy("a person", "Your name, as it is to be shown"),
            "headline": _("You in one sentence"),
            "about": _("What can people ask you for?"),
            "workplace": _("Where you work"),
            "availability_words": _("More about your time"),
            "fee": _("What it costs"),
        }
        help_texts = {
            "language": _("The one that you write in here. The others follow at the end."),
            "headline": _("Such as “I help villages to make their crisis plan”."),
            "about": _("What you have done, for whom, and what comes of it. Leave addresses and numbers out: people write to you through a form."),
            "fee": _("Such as “by agreement” or “the first hour is free”."),
        }  # fmt: skip

    OWN = (
        "name", "language", "headline", "about", "workplace", "availability", "available_from",
        "availability_words", "fee",
    )  # fmt: skip
    ABOUT = ("name", "language", "headline", "about", "workplace")
    WORK = ("kinds", "fields_chosen", "counties_chosen", "languages", "formats")
    TIME = ("availability", "available_from", "availability_words", "fee")

    def __init__(self, data: Any = None, *, expert: Expert, **options: Any) -> None:
        options["source_language"] = _language_of(data, expert)
        options["instance"] = expert
        super().__init__(data, **options)
        self._rows = {str(row.pk): row for row in offered_fields(expert)}
        self._counties = {row.pk: row for row in County.objects.order_by("name")}
        self._field("fields_chosen").choices = capitalised(
            (key, row.text("name")) for key, row in self._rows.items()
        )
        self._field("counties_chosen").choices = [
            (key, row.name) for key, row in self._counties.items()
        ]
        self.initial.update(
            {name: getattr(expert, name) for name in ("kinds", "languages", "formats")}
        )
        if expert.pk:
            self.initial["seen"] = expert.revision
            self.initial["fields_chosen"] = [str(row.pk) for row in expert.fields.all()]
            self.initial["counties_chosen"] = [row.pk for row in expert.counties.all()]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("availability") != Availability.LATER:
            said["available_from"] = None
        elif not said.get("available_from") and "available_from" not in self.errors:
            self.add_error("available_from", _("Give the day from which you are free."))
        return said

    def facts(self) -> ProfileFacts:
        said = self.cleaned_data
        return ProfileFacts(
            **{name: said[name] for name in self.OWN},
            kinds=said["kinds"], languages=said["languages"], formats=said["formats"],
            fields=[self._rows[key] for key in said["fields_chosen"]],
            counties=[self._counties[key] for key in said["counties_chosen"]],
            translations=self.instance.translations,
        )  # fmt: skip

    def group(self, names: tuple[str, ...]) -> list[forms.BoundField]:
        return [self[name] for name in names]

    @property
    def about_fields(self) -> list[forms.BoundField]:
        return self.group(self.ABOUT)

    @property
    def work_fields(self) -> list[forms.BoundField]:
        return self.group(self.WORK)

    @property
    def time_fields(self) -> list[forms.BoundField]:
        return self.group(self.TIME)

    def _field(self, name: str) -> Any:
        return cast("Any", self.fields[name])


def _language_of(data: Any, expert: Expert) -> str:
    chosen = data.get("language", "") if data else ""
    return chosen if chosen in LANGUAGE_CODES else expert.language
