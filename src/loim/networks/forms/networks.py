"""Forms about networks and their members."""

from datetime import date
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from loim.events.forms.attendance import AttendanceForm
from loim.networks.actions.recording import NetworkFacts
from loim.networks.models import Network, NetworkKind
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


class NetworkForm(CorrectableForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=capitalised(NetworkKind.choices))
    organisation = OrganisationField(label=_("Led by"))
    activity = ActivityField(empty_label=_("Choose"), help_text=_("What it counts for."))
    start_date = DayField(
        label=_("Works since"), help_text=_("The day of its first meeting, not of the idea.")
    )
    end_date = DayField(label=_("Until"), required=False)
    description = forms.CharField(
        label=_("Description"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(
        self,
        *args: Any,
        organisations: list[Organisation],
        activities: list[ActivityGroup],
        today: date,
        network: Network | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["start_date"].widget.attrs["max"] = today.isoformat()
        if network is not None:
            fields = [name for name in self.fields if name != "correction_reason"]
            self.initial = {name: _plain(getattr(network, name)) for name in fields}
            if network.organisation not in organisations:
                organisations = [network.organisation, *organisations]
        else:
            self.initial.setdefault("start_date", today)
            del self.fields["end_date"]
        cast("OrganisationField", self.fields["organisation"]).offer(organisations)
        cast("ActivityField", self.fields["activity"]).offer(
            activities, also=network.activity if network else None
        )

    def facts(self) -> NetworkFacts:
        said = self.cleaned_data
        return NetworkFacts(
            name=said["name"],
            kind=said["kind"],
            organisation=said["organisation"],
            activity=said["activity"],
            start_date=said["start_date"],
            end_date=said.get("end_date"),
            description=said["description"],
        )


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
