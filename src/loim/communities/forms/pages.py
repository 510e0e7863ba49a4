"""A community's page: opened, changed, at rest."""

from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.translated import LANGUAGES
from loim.common.translation_fields import TranslationFields
from loim.communities.actions.opening import CommunityFacts, Leader
from loim.communities.forms.small import SeveralField, long_text
from loim.communities.models import Area, Community, CommunityKind, CommunityState
from loim.communities.queries.listing import CommunityFilter
from loim.people.models import County, Municipality
from loim.programmes.forms.record_fields import DayField, capitalised


class CommunityFilterForm(forms.Form):
    """Sent by GET; `wanted` takes what is valid and leaves out the rest."""

    use_required_attribute = False

    text = forms.CharField(
        label=_("Name, village or what it does"), required=False, max_length=100,
        widget=forms.SearchInput,
    )  # fmt: skip
    county = forms.ChoiceField(label=_("County"), required=False)
    municipality = forms.ChoiceField(label=_("Municipality"), required=False)
    kind = forms.ChoiceField(label=pgettext_lazy("of communities", "Kind"), required=False)

    def __init__(self, data: Any, *, municipalities: list[Municipality]) -> None:
        super().__init__(data)
        chosen = self.data.get("county", "")
        anything = ("", pgettext_lazy("a filter", "Any"))
        choices: dict[str, list[tuple[str, Any]]] = {
            "county": [(row.ehak, row.name) for row in County.objects.order_by("name")],
            "municipality": [
                (row.ehak, row.name) for row in municipalities if chosen in ("", row.county_id)
            ],
            "kind": capitalised(CommunityKind.choices),
        }
        for name, given in choices.items():
            cast("forms.ChoiceField", self.fields[name]).choices = [anything, *given]

    def wanted(self) -> CommunityFilter:
        self.is_valid()
        return CommunityFilter(**{name: v for name, v in self.cleaned_data.items() if v})


class CommunityForm(TranslationFields):
    """The instance is for filling in and checking alone: `facts` is what counts."""

    name = forms.CharField(
        label=_("Name of the community"), max_length=200,
        help_text=_("Where another has the same name, add the municipality: “Mäe küla (Võru)”."),
    )  # fmt: skip
    areas_chosen = SeveralField(
        label=_("Which areas does it cover?"), required=False,
        help_text=_("From your municipality’s list of villages and districts."),
    )  # fmt: skip
    web_address = forms.URLField(
        label=_("Web page"), required=False, max_length=300, assume_scheme="https"
    )
    is_certainly_new = forms.BooleanField(label=_("It is none of these"), required=False)

    class Meta:
        model = Community
        fields = (
            "kind", "language", "description", "area_text", "people", "web_address", "is_public",
        )  # fmt: skip
        widgets = {"description": long_text(6)}
        labels = {
            "kind": pgettext_lazy("of communities", "Kind"),
            "area_text": _("Area in your own words"),
            "people": _("About how many people"),
        }
        help_texts = {
            "language": _("The one that you write in here. The others follow at the end."),
            "area_text": _("Such as “between the lake and the railway, five villages”."),
            "people": _("Who live there or belong to it. A guess is enough."),
            "is_public": _("Otherwise only your own people, and those with whom you share, see it."),
        }  # fmt: skip

    def __init__(self, data: Any = None, *, community: Community, **options: Any) -> None:
        given = (data or {}).get("language") or community.language or "et"
        options["source_language"] = given if given in dict(LANGUAGES) else "et"
        options["instance"] = community
        super().__init__(data, **options)
        self.fields["kind"].choices = capitalised(CommunityKind.choices)  # type: ignore[attr-defined]
        self.is_familiar = False
        where = community.organisation.municipality_id if community.organisation_id else None
        self._areas = {
            str(a.pk): a for a in Area.objects.filter(municipality=where).order_by("name")
        }
        if self._areas:
            field = cast("forms.MultipleChoiceField", self.fields["areas_chosen"])
            field.choices = [(key, area.name) for key, area in self._areas.items()]
        else:
            del self.fields["areas_chosen"]
        if community.pk:
            self.initial["name"] = community.organisation.name
            self.initial["areas_chosen"] = [str(area.pk) for area in community.areas.all()]

    OWN = ("name", "kind", "people", "area_text", "areas_chosen")
    SAID = ("language", "description", "web_address", "is_public")

    @property
    def own_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.OWN if name in self.fields]

    @property
    def said_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.SAID]

    def facts(self) -> CommunityFacts:
        said = self.cleaned_data
        return CommunityFacts(
            name=" ".join(said["name"].split()),
            areas=tuple(self._areas[key] for key in said.get("areas_chosen", ())),
            translations=self.instance.translations,
            **{
                name: said[name]
                for name in ("kind", "language", "description", "area_text", "people",
                             "web_address", "is_public")
            },
        )  # fmt: skip


class OpenForm(forms.Form):
    """A municipality begins a page; its leader writes the rest."""

    name = forms.CharField(label=_("Name of the community"), max_length=200)
    kind = forms.ChoiceField(
        label=pgettext_lazy("of communities", "Kind"), choices=capitalised(CommunityKind.choices)
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.none(), label=_("Municipality"), empty_label=_("Choose")
    )
    area_text = forms.CharField(label=_("Area"), max_length=300, required=False)
    people = forms.IntegerField(
        label=_("About how many people"), required=False, min_value=1, max_value=500_000
    )
    leader_name = forms.CharField(label=_("Name of who leads it"), max_length=150, required=False)
    leader_email = forms.EmailField(
        label=_("E-mail of who leads it"), max_length=254,
        help_text=_("They get a letter with a link, write the page and keep it."),
    )  # fmt: skip
    leader_language = forms.ChoiceField(label=_("Language of the letter"), choices=LANGUAGES)
    is_public = forms.BooleanField(
        label=_("Everybody may read this page"), required=False, initial=True
    )
    is_certainly_new = forms.BooleanField(label=_("It is none of these"), required=False)
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, municipalities: Any) -> None:
        super().__init__(data, initial={"submission": uuid4(), "is_public": True})
        self.is_familiar = False
        field = cast("Any", self.fields["municipality"])
        field.queryset = municipalities
        if len(municipalities) == 1:
            self.initial["municipality"] = municipalities[0]

    NAMES = ("name", "kind", "municipality", "area_text", "people", "is_public")
    LEADER = ("leader_name", "leader_email", "leader_language")

    @property
    def own_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.NAMES]

    @property
    def leader_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.LEADER]

    def facts(self) -> CommunityFacts:
        said = self.cleaned_data
        names = ("kind", "area_text", "people", "is_public")
        return CommunityFacts(
            name=" ".join(said["name"].split()), **{name: said[name] for name in names}
        )

    def leader(self) -> Leader:
        said = self.cleaned_data
        return Leader(said["leader_email"], said["leader_name"], said["leader_language"])


class StateForm(TranslationFields):
    """Active, resting, ended; and what happens now."""

    state_since = DayField(label=_("Since"), required=False)

    class Meta:
        model = Community
        fields = ("state", "state_since", "state_text")
        widgets = {"state": forms.RadioSelect, "state_text": long_text(3)}
        labels = {"state": _("How is the community?"), "state_text": _("What happens now?")}
        help_texts = {
            "state_text": _("Whom people can ask, where its things are, when it may go on. Not needed while it is active."),
        }  # fmt: skip

    def __init__(self, data: Any = None, *, community: Community, **options: Any) -> None:
        options |= {"source_language": community.language, "instance": community}
        super().__init__(data, **options)
        self.fields["state"].choices = capitalised(CommunityState.choices)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("state") != CommunityState.ACTIVE and not said.get("state_text"):
            self.add_error(
                "state_text", _("Say in a few words what happens now, and whom people can ask.")
            )
        return said
