"""What a list of proposals is narrowed by."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.ideas.models import Forum, Strategy
from loim.ideas.queries.proposal.lists import (
    SHOWN,
    ProposalFilter,
    forums_with_proposals,
    owners,
)
from loim.ideas.queries.strategy.lists import known_strategies
from loim.people.models import Organisation
from loim.programmes.forms.record_fields import capitalised


class ProposalFilterForm(forms.Form):
    text = forms.CharField(label=_("Words"), required=False, widget=forms.SearchInput)
    show = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=lambda: [
            ("", _("any")),
            *capitalised((key, label) for key, (label, _rows) in SHOWN.items() if key != "sent"),
        ],
    )
    owner = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Owner"), required=False, empty_label=_("any")
    )
    strategy = forms.ModelChoiceField(
        Strategy.objects.none(), label=_("Strategy"), required=False, empty_label=_("any")
    )
    forum = forms.ModelChoiceField(
        Forum.objects.none(), label=_("Forum"), required=False, empty_label=_("any")
    )
    activity = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, rows in (
            ("owner", owners()),
            ("strategy", known_strategies()),
            ("forum", forums_with_proposals()),
        ):
            cast("forms.ModelChoiceField[Any]", self.fields[name]).queryset = rows

    def wanted(self) -> ProposalFilter:
        """What cannot be understood is left out: a list is always shown."""
        self.is_valid()
        said = {key: value for key, value in self.cleaned_data.items() if value}
        if said.get("show") == "sent":
            del said["show"]
        return ProposalFilter(**said)

    @property
    def is_filtering(self) -> bool:
        return any(self.cleaned_data.values())
