"""What an association says of itself: the same form for its keeper and by its link."""

from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.translated import LANGUAGE_CODES
from loim.common.translation_fields import TranslationFields
from loim.experts.forms.small import SeveralField, long_text
from loim.networks.actions.register.facts import PLAIN, AssociationFacts
from loim.networks.forms.register.parts import FundingRows, RepresentativeRows
from loim.networks.models import Association, PublishedPart
from loim.networks.models.register import ACTIVITY_FIELDS, NATIONALITIES, SPOKEN_LANGUAGES
from loim.people.models import Municipality, Organisation
from loim.programmes.forms.record_fields import OrganisationField, capitalised

LISTS = ("nationalities", "languages", "fields", "published")


class AssociationForm(TranslationFields):
    """The instance is for filling in alone: `facts` is what counts. Its parts, the rows of
    representatives and of funding, are checked and read with it."""

    use_required_attribute = False

    nationalities = SeveralField(
        label=_("Communities that you speak for"), choices=NATIONALITIES, required=False
    )
    languages = SeveralField(
        label=_("Languages in which you work"),
        choices=capitalised(SPOKEN_LANGUAGES),
        required=False,
    )
    fields_chosen = SeveralField(
        label=_("What you do"), choices=capitalised(ACTIVITY_FIELDS), required=False
    )
    published = SeveralField(
        label=_("What everybody may read"),
        choices=capitalised(PublishedPart.choices),
        required=False,
        help_text=_("The rest is read only by those who keep the register."),
    )
    web_address = forms.URLField(
        label=_("Web page"), max_length=300, required=False, assume_scheme="https"
    )
    is_listed = forms.BooleanField(
        label=_("We agree to stand in the public list"),
        required=False,
        help_text=_("With your name and registry code, and what you tick below."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Association
        fields = (
            "language", "letter_language", "about", "other_nationality", "member_count",
            "founded_year", "activities_text", "premises", "email", "phone", "web_address",
        )  # fmt: skip
        widgets = {
            "about": long_text(4),
            "activities_text": long_text(4),
            "premises": long_text(2),
        }
        help_texts = {
            "language": _("The one that you write in here. The others follow at the end."),
            "letter_language": _("The yearly letter comes in it."),
            "other_nationality": _("Only if it is not among those above."),
            "member_count": _("About how many."),
            "premises": _("Where you meet: your own rooms, a school, a library …"),
            "email": _("Where the yearly letter goes."),
        }
        labels = {
            "about": _("Who you are"),
            "activities_text": _("More about what you do"),
            "letter_language": _("Language of letters to you"),
        }

    WHO = ("language", "about", "nationalities", "other_nationality", "languages",
           "member_count", "founded_year")  # fmt: skip
    WHAT = ("fields_chosen", "activities_text", "premises")
    CONTACTS = ("email", "letter_language", "phone", "web_address")
    PUBLIC = ("is_listed", "published")

    def __init__(self, data: Any = None, *, association: Association, **options: Any) -> None:
        chosen = data.get("language", "") if data else ""
        options["source_language"] = chosen if chosen in LANGUAGE_CODES else association.language
        super().__init__(data, instance=association, **options)
        for name in LISTS:
            self.initial["fields_chosen" if name == "fields" else name] = getattr(association, name)
        self.initial["is_listed"] = association.listed_at is not None
        if not getattr(association, "pk", None):
            self.initial["published"] = list(PublishedPart.values)
        self.initial["seen"] = association.revision if association.pk else None
        self.people = RepresentativeRows(data, association=association, prefix="people")
        self.money = FundingRows(data, association=association, prefix="money")
        year = cast("Any", self.fields["founded_year"])
        year.min_value, year.max_value = 1850, 2100

    def is_valid(self) -> bool:
        return all([super().is_valid(), self.people.is_valid(), self.money.is_valid()])

    def clean_founded_year(self) -> int | None:
        year: int | None = self.cleaned_data["founded_year"]
        if year is not None and not 1850 <= year <= 2100:
            raise forms.ValidationError(_("Check the year."), code="year")
        return year

    def clean_member_count(self) -> int | None:
        count: int | None = self.cleaned_data["member_count"]
        if count == 0:
            raise forms.ValidationError(_("Leave it empty if you do not know."), code="nobody")
        return count

    def facts(self) -> AssociationFacts:
        said = dict(self.cleaned_data)
        said["fields"] = said["fields_chosen"]
        return AssociationFacts(
            **{name: said[name] for name in PLAIN},
            is_listed=said["is_listed"],
            translations=self.instance.translations,
            representatives=self.people.facts(),
            fundings=self.money.facts(),
        )

    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        return [
            (pgettext_lazy("of an association", "Who you are"), [self[name] for name in self.WHO]),
            (pgettext_lazy("of an association", "What you do"), [self[name] for name in self.WHAT]),
            (_("How to reach you"), [self[name] for name in self.CONTACTS]),
        ]

    def public_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.PUBLIC]


class IdentityForm(forms.Form):
    """By what an association is known; asked once."""

    use_required_attribute = False

    registry_code = forms.CharField(
        label=_("Registry code"),
        max_length=20,
        help_text=_("Eight digits, from the business register. By it an association is known."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    name = forms.CharField(
        label=pgettext_lazy("of an association", "Name"),
        max_length=200,
        help_text=_("As it stands in the business register."),
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.none(),
        label=_("Municipality"),
        required=False,
        empty_label=_("not known"),
    )
    keeper = OrganisationField(label=_("Kept by"))
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, keepers: list[Organisation], **options: Any) -> None:
        first = keepers[0] if keepers else None
        options["initial"] = {
            "submission": uuid4(),
            "municipality": first.municipality_id if first else None,
            **options.get("initial", {}),
        }
        super().__init__(data, prefix="identity", **options)
        places = cast("Any", self.fields["municipality"])
        places.queryset = Municipality.objects.filter(valid_to=None).order_by("name", "pk")
        cast("OrganisationField", self.fields["keeper"]).offer(keepers)
