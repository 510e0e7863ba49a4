"""Which ideas a forum's page shows, and in what order."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.translated import LANGUAGES
from loim.ideas.logic.forum.times import Stage
from loim.ideas.models import Challenge, Forum, ProposalStatus
from loim.ideas.queries.ideas.listed import (
    MOST_DISCUSSED,
    MOST_SUPPORTED,
    NEWEST,
    WITHOUT_PROPOSAL,
    IdeaFilter,
)

STAGES = [
    (Stage.BEFORE.value, _("before the event")),
    (Stage.DURING.value, _("during the event")),
    (Stage.AFTER.value, _("after the event")),
]
ORDERS = [
    (NEWEST, _("latest first")),
    (MOST_SUPPORTED, _("most supported first")),
    (MOST_DISCUSSED, _("most discussed first")),
]


class IdeaFilterForm(forms.Form):
    words = forms.CharField(
        label=_("Words"), required=False, max_length=100, widget=forms.SearchInput
    )
    challenge = forms.ChoiceField(label=_("Challenge"), required=False)
    stage = forms.ChoiceField(
        label=pgettext_lazy("an idea", "Given"),
        required=False,
        choices=[("", _("at any time")), *STAGES],
    )
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", _("all")), *LANGUAGES]
    )
    proposal = forms.ChoiceField(
        label=_("What became of it"),
        required=False,
        choices=[
            ("", _("all")),
            (WITHOUT_PROPOSAL, _("no proposal yet")),
            *ProposalStatus.choices,
        ],
    )
    order = forms.ChoiceField(label=_("Order"), required=False, choices=ORDERS)

    def __init__(self, data: Any, *, forum: Forum, challenges: list[Challenge]) -> None:
        super().__init__(data)
        if challenges:
            self.fields["challenge"].choices = [  # type: ignore[attr-defined]
                ("", _("all")),
                *((str(each.pk), each.text("title")) for each in challenges),
            ]
        else:
            del self.fields["challenge"]

    def wanted(self) -> IdeaFilter:
        """What was understood of the address; the rest is left out, and the form says so."""
        self.is_valid()
        said = self.cleaned_data
        challenge = said.get("challenge")
        return IdeaFilter(
            words=said.get("words") or "",
            challenge=int(challenge) if challenge else None,
            stage=said.get("stage") or "",
            language=said.get("language") or "",
            proposal=said.get("proposal") or "",
            order=said.get("order") or NEWEST,
        )

    @property
    def is_filtering(self) -> bool:
        wanted = self.wanted()
        return any([wanted.words, wanted.challenge, wanted.stage, wanted.language, wanted.proposal])
