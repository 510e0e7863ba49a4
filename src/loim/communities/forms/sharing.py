"""What is shared with one recipient: a switch for each thing."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from loim.communities.models import Shared
from loim.people.models import Organisation, OrganisationKind

# In words what each switch opens.
SEEN = {
    Shared.PHASE: _("They see in which phase of development you say you are, over the years and in each theme; never who answered what."),
    Shared.READINESS: _("They see how ready for crises you say you are, over the years and in each theme; never who answered what."),
    Shared.ASSETS: _("They see the asset map with all that is shown there, and the names of those who agreed to be named."),
    Shared.CRISIS_PLAN: _("They see the whole crisis plan, with the contacts who agreed to it."),
}  # fmt: skip
NAMES = {
    Shared.PHASE: _("Phase of development"),
    Shared.READINESS: _("Readiness for crises"),
    Shared.ASSETS: _("Asset map"),
    Shared.CRISIS_PLAN: _("Crisis plan"),
}
RECEIVING_KINDS = (
    OrganisationKind.MUNICIPALITY, OrganisationKind.MUNICIPAL_AGENCY, OrganisationKind.MINISTRY,
    OrganisationKind.STATE_AGENCY, OrganisationKind.ASSOCIATION, OrganisationKind.NGO,
    OrganisationKind.SCHOOL,
)  # fmt: skip


class SharingForm(forms.Form):
    """For one recipient; `prefix` keeps several on one page apart."""

    def __init__(self, data: Any = None, *, shared: set[str], prefix: str) -> None:
        super().__init__(data, prefix=prefix)
        for what, words in SEEN.items():
            self.fields[what.value] = forms.BooleanField(
                label=NAMES[what], required=False, initial=what.value in shared, help_text=words,
            )  # fmt: skip

    def things(self) -> list[str]:
        return [name for name, given in self.cleaned_data.items() if given]


class RecipientForm(forms.Form):
    recipient = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("With whom else?"), empty_label=_("Choose"),
        help_text=_("Nothing is shared before you switch something on."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, besides: set[int]) -> None:
        super().__init__(data)
        cast("Any", self.fields["recipient"]).queryset = receivers(besides)


def receivers(besides: set[int]) -> QuerySet[Organisation]:
    """Not other communities: of thousands nobody chooses from a list."""
    rows = Organisation.objects.filter(is_active=True, kind__in=RECEIVING_KINDS)
    return rows.exclude(pk__in=besides).order_by("name", "pk")
