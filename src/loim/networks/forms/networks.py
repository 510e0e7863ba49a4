"""Forms about networks and their members."""

from datetime import date
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGE_CODES, LANGUAGES
from loim.common.translation_fields import TranslationFields
from loim.events.forms.attendance import AttendanceForm
from loim.networks.actions.recording import NetworkFacts
from loim.networks.models import Network, NetworkKind, Quorum
from loim.networks.queries.listed import ENDED, WORKING, NetworkFilter, leaders_of
from loim.people.models import Organisation
from loim.programmes.forms.record_fields import (
    ActivityField,
    CorrectableForm,
    DayField,
    OrganisationField,
    capitalised,
)
from loim.programmes.queries.activity_choices import ActivityGroup


class NetworkForm(CorrectableForm, TranslationFields):
    """The instance is for filling in and checking alone: `facts` is what counts."""

    use_required_attribute = False

    kind = forms.ChoiceField(label=_("Kind"), choices=capitalised(NetworkKind.choices))
    organisation = OrganisationField(label=_("Led by"))
    activity = ActivityField(empty_label=_("Choose"), help_text=_("What it counts for."))
    start_date = DayField(
        label=_("Works since"), help_text=_("The day of its first meeting, not of the idea.")
    )
    end_date = DayField(label=_("Until"), required=False)
    language = forms.ChoiceField(
        label=_("Language of these texts"),
        choices=LANGUAGES,
        required=False,
        help_text=_("The one that you write in here. The others follow at the end."),
    )
    founding_date = DayField(label=_("Date of the founding act"), required=False)
    founding_url = forms.URLField(
        label=_("Address of the founding act"),
        required=False,
        max_length=500,
        assume_scheme="https",
    )
    term_months = forms.IntegerField(
        label=_("Term in months"),
        required=False,
        min_value=1,
        max_value=240,
        help_text=_("How long somebody holds a seat. Left empty, until somebody ends it."),
    )
    quorum = forms.ChoiceField(
        label=_("Quorum"), required=False, choices=capitalised(Quorum.choices)
    )
    quorum_number = forms.IntegerField(
        label=_("Members needed"),
        required=False,
        min_value=1,
        max_value=1000,
        help_text=_("Only where the quorum is a number of members."),
    )
    county_meetings = forms.IntegerField(
        label=_("County meetings in a year"),
        required=False,
        min_value=0,
        max_value=52,
        help_text=_("How many meetings for the whole county it owes; the plan asks some for two."),
    )
    incompatible = forms.ModelMultipleChoiceField(
        Network.objects.none(),
        label=_("Nobody may sit here and also in"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Network
        fields = (
            "name", "description", "language", "founding_act", "founding_date", "founding_url",
            "term_months", "quorum", "quorum_number", "county_meetings", "is_public",
        )  # fmt: skip
        widgets = {"description": forms.Textarea(attrs={"rows": 5})}
        labels = {"name": _("Name"), "description": _("Purpose")}
        help_texts = {
            "founding_act": _("Such as “Order of the city government No. 7”."),
            "is_public": _("People are named there only if they consented to be listed."),
        }

    FOUNDING = ("founding_act", "founding_date", "founding_url")
    RULES = ("term_months", "county_meetings", "quorum", "quorum_number")

    def __init__(
        self,
        data: Any = None,
        *,
        organisations: list[Organisation],
        activities: list[ActivityGroup],
        others: QuerySet[Network],
        today: date,
        network: Network | None = None,
        **options: Any,
    ) -> None:
        instance = network or Network()
        options["source_language"] = _language_of(data, instance)
        super().__init__(data, instance=instance, **options)
        self.fields["start_date"].widget.attrs["max"] = today.isoformat()
        cast("Any", self.fields["incompatible"]).queryset = others
        if network is not None:
            for name in ("kind", "organisation", "activity", "start_date", "end_date"):
                self.initial[name] = _plain(getattr(network, name))
            self.initial["incompatible"] = list(
                network.incompatible_with.values_list("pk", flat=True)
            )
            if network.organisation not in organisations:
                organisations = [network.organisation, *organisations]
        else:
            self.initial.setdefault("start_date", today)
            del self.fields["end_date"]
        if not others.exists():
            del self.fields["incompatible"]
        cast("OrganisationField", self.fields["organisation"]).offer(organisations)
        cast("ActivityField", self.fields["activity"]).offer(
            activities, also=network.activity if network else None
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        said["quorum"] = said.get("quorum") or Quorum.NONE
        said["language"] = said.get("language") or self.source_language
        said["county_meetings"] = said.get("county_meetings") or 0
        if said["quorum"] != Quorum.NUMBER:
            said["quorum_number"] = None
        elif not said.get("quorum_number") and "quorum_number" not in self.errors:
            self.add_error("quorum_number", _("Say how many members have to be there."))
        return said

    def validate_unique(self) -> None:
        """The action says it in words that tell what to do."""

    def validate_constraints(self) -> None:
        """As `validate_unique`."""

    def facts(self) -> NetworkFacts:
        said = self.cleaned_data
        own = {name: said[name] for name in self._meta.fields or ()}
        return NetworkFacts(
            **own,
            kind=said["kind"], organisation=said["organisation"], activity=said["activity"],
            start_date=said["start_date"], end_date=said.get("end_date"),
            translations=self.instance.translations,
        )  # fmt: skip

    def incompatible_networks(self) -> list[Network]:
        return list(self.cleaned_data.get("incompatible") or [])

    def founding_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.FOUNDING]

    def rule_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.RULES]


def _language_of(data: Any, network: Network) -> str:
    chosen = data.get("language", "") if data else ""
    return chosen if chosen in LANGUAGE_CODES else network.language


class MembersForm(AttendanceForm):
    """The organisations of a network: read from lines like attendance, without numbers."""

    has_grid = False
    counts_people = False

    lines = forms.CharField(
        label=_("Members"),
        help_text=_("One organisation on each line. You can paste from a list or an e-mail."),
        required=False,
        max_length=50_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )


class EndForm(CorrectableForm):
    """The last day of something that lasted."""

    end_date = DayField(label=_("Last day"))


class NetworkFilterForm(forms.Form):
    text = forms.CharField(label=_("Name or description"), required=False, widget=forms.SearchInput)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("all kinds")), *NetworkKind.choices]
    )
    state = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[("", _("any")), (WORKING, _("works now")), (ENDED, _("has ended"))],
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Led by"), required=False, empty_label=_("all")
    )
    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            ("name", _("by name")),
            ("-since", _("newest first")),
            ("organisation", _("by leader")),
            ("-members", _("most members first")),
        ],
    )

    def __init__(self, data: Any, *, seen: QuerySet[Network]) -> None:
        super().__init__(data)
        cast("Any", self.fields["organisation"]).queryset = leaders_of(seen)

    def wanted(self) -> NetworkFilter:
        self.is_valid()
        said = {key: value for key, value in self.cleaned_data.items() if value}
        return NetworkFilter(**said)

    @property
    def is_filtering(self) -> bool:
        return any(value for key, value in self.cleaned_data.items() if key != "sort")


def _plain(value: Any) -> Any:
    """What a form's initial value is of a related row: its key."""
    return value.pk if hasattr(value, "pk") else value
