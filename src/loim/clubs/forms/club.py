"""What a club is: its texts, its language, its place and its places."""

from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.clubs.actions.clubs import ClubFacts
from loim.clubs.models import Club, Level
from loim.common.translated import LANGUAGE_CODES, LANGUAGES
from loim.common.translation_fields import TranslationFields
from loim.events.forms.pages.page_form import SeveralField, long_text
from loim.events.models import Audience
from loim.people.models import Municipality, Organisation, OrganisationKind
from loim.programmes.forms.record_fields import ActivityField, OrganisationField, capitalised
from loim.programmes.queries.activity_choices import ActivityGroup

MOST_PLACES = 1000


class ClubForm(TranslationFields):
    """The instance is for filling in and checking alone: `facts` is what counts."""

    use_required_attribute = False

    organisation = OrganisationField(label=_("Run by"))
    activity = ActivityField(
        required=False, empty_label=_("Not part of the plan"), help_text=_("What it counts for.")
    )
    languages = SeveralField(label=_("Languages spoken"), choices=LANGUAGES)
    practised = forms.ChoiceField(
        label=_("Language that is practised"),
        required=False,
        choices=[("", _("None: people come to talk")), *LANGUAGES],
    )
    level = forms.ChoiceField(
        label=_("Estonian that is needed"), choices=capitalised(Level.choices)
    )
    capacity = forms.IntegerField(
        label=_("Places for regulars"),
        required=False,
        min_value=1,
        max_value=MOST_PLACES,
        help_text=_("Left empty, everybody who asks becomes a regular."),
    )
    drop_in_places = forms.IntegerField(
        label=_("Places for those who drop in, at one meeting"),
        required=False,
        min_value=0,
        max_value=MOST_PLACES,
        help_text=_("Left empty, as many as come."),
    )
    audiences = SeveralField(label=_("For whom"), choices=capitalised(Audience.choices))
    place_municipality = forms.ModelChoiceField(
        Municipality.objects.none(),
        label=_("Municipality of the place"),
        required=False,
        empty_label="–",
    )
    counts_for = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("People are counted as coming from"),
        required=False,
        empty_label=_("the municipality of the place"),
        help_text=_("Attendance is kept by organisation; whoever comes to a club comes from none."),
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Club
        fields = (
            "title", "organisation", "activity", "language", "languages", "practised", "level",
            "level_note", "audiences", "target_group", "description", "place", "address",
            "place_municipality", "accessibility", "contact_email", "capacity",
            "welcomes_drop_ins", "drop_in_places", "counts_for",
        )  # fmt: skip
        widgets = {
            "description": long_text(6),
            "target_group": long_text(3),
            "level_note": long_text(3),
            "accessibility": long_text(3),
        }
        help_texts = {
            "level_note": _("In your own words: what one should understand, what nobody needs."),
            "language": _("The one that you write in here. The others follow at the end."),
            "contact_email": _("Shown on the page: an address of the organisation, if it has one."),
            "accessibility": _("Steps, lift, parking, induction loop: what helps to decide."),
        }

    def __init__(
        self,
        *args: Any,
        organisations: list[Organisation],
        activities: list[ActivityGroup],
        **options: Any,
    ) -> None:
        club: Club = options.setdefault("instance", Club())
        options["source_language"] = self._language_of(args, club)
        super().__init__(*args, **options)
        if club.pk:
            self.initial["seen"] = club.changed_at.isoformat()
            if club.organisation not in organisations:
                organisations = [club.organisation, *organisations]
        else:
            self.initial.setdefault("submission", uuid4())
        cast("OrganisationField", self.fields["organisation"]).offer(organisations)
        if organisations and not self.initial.get("organisation"):
            self.initial["organisation"] = organisations[0].pk
        cast("ActivityField", self.fields["activity"]).offer(
            activities, also=club.activity if club.pk else None
        )
        self._offer_places(club)

    @staticmethod
    def _language_of(args: tuple[Any, ...], club: Club) -> str:
        chosen = args[0].get("language", "") if args and args[0] else ""
        return chosen if chosen in LANGUAGE_CODES else club.language

    def _offer_places(self, club: Club) -> None:
        municipality = cast(
            "forms.ModelChoiceField[Municipality]", self.fields["place_municipality"]
        )
        municipality.queryset = Municipality.objects.all()
        places = Municipality.objects.select_related("county").order_by("name", "pk")
        municipality.choices = [
            ("", "–"),
            *(
                (place.pk, f"{place.name} ({place.county.name})")
                for place in places
                if place.valid_to is None or place.pk == club.place_municipality_id
            ),
        ]
        governments = cast("forms.ModelChoiceField[Organisation]", self.fields["counts_for"])
        governments.queryset = Organisation.objects.filter(
            kind=OrganisationKind.MUNICIPALITY, is_active=True
        ).order_by("name", "pk")

    def clean_title(self) -> str:
        return " ".join(str(self.cleaned_data["title"]).split())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        practised = cleaned.get("practised")
        if practised and practised not in cleaned.get("languages", []):
            self.add_error("practised", _("Tick this language among those that are spoken, too."))
        return cleaned

    def facts(self) -> ClubFacts:
        """Of a valid form."""
        said = self.cleaned_data
        lists: dict[str, Any] = {name: tuple(said[name]) for name in ("languages", "audiences")}
        plain: dict[str, Any] = {
            name: said[name] for name in self.Meta.fields if name not in lists and name in said
        }
        return ClubFacts(**plain, **lists, translations=self.instance.translations)
