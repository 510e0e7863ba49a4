"""A decision: its wording, what became of it, and how it was voted."""

from dataclasses import dataclass
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.events.forms.pages.page_form import long_text
from loim.networks.actions.meetings.decisions import DecisionFacts
from loim.networks.logic.votes import Votes
from loim.networks.models import Choice, Meeting, MeetingDecision, MinutesItem, Outcome, Voting
from loim.networks.queries.meetings.naming import full_name_of
from loim.networks.queries.meetings.presence import Gathering, ended_words
from loim.programmes.forms.record_fields import capitalised


@dataclass(frozen=True)
class VoterRow:
    """`note` says why somebody who was there has no vote."""

    name: str
    field: str
    chosen: str
    note: str
    choices: list[tuple[str, Any]]


def _number(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=9999,
        widget=forms.NumberInput(attrs={"min": 0, "inputmode": "numeric"}),
    )


class DecisionForm(forms.Form):
    use_required_attribute = False

    item = forms.ModelChoiceField(
        MinutesItem.objects.none(), label=_("Item of the agenda"), empty_label=None
    )
    wording = forms.CharField(label=_("Wording"), widget=long_text(4), max_length=10_000)
    outcome = forms.ChoiceField(
        label=_("Outcome"),
        choices=capitalised(Outcome.choices),
        initial=Outcome.ADOPTED,
        widget=forms.RadioSelect,
    )
    voting = forms.ChoiceField(
        label=_("How it was decided"),
        choices=capitalised(Voting.choices),
        initial=Voting.CONSENSUS,
        widget=forms.RadioSelect,
    )
    votes_for = _number(_("For"))
    votes_against = _number(_("Against"))
    votes_abstained = _number(_("Abstained"))
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        meeting: Meeting,
        gathering: Gathering,
        decision: MeetingDecision | None = None,
        item: int | None = None,
    ) -> None:
        super().__init__(data)
        self.gathering, self.decision = gathering, decision
        field = cast("Any", self.fields["item"])
        field.queryset = meeting.items.order_by("position")
        field.label_from_instance = lambda one: one.title
        self.initial = {"submission": uuid4(), "item": item}
        self.chosen: dict[int, str] = {}
        if decision is not None:
            said = ("item", "wording", "outcome", "voting", "votes_for", "votes_against",
                    "votes_abstained")  # fmt: skip
            self.initial = {name: getattr(decision, name) for name in said}
            self.initial["item"] = decision.item_id
            self.initial["seen"] = decision.written_at.isoformat()
            votes = decision.votes.exclude(member=None)
            self.chosen = dict(votes.values_list("member", "choice"))

    def facts(self) -> DecisionFacts:
        said = self.cleaned_data
        numbers = [said[name] or 0 for name in ("votes_for", "votes_against", "votes_abstained")]
        return DecisionFacts(
            item=said["item"],
            wording=said["wording"],
            outcome=said["outcome"],
            voting=said["voting"],
            votes=Votes(*numbers),
            by_name=self._by_name(),
        )

    def show_seen(self, written_at: str) -> None:
        """What was saved meanwhile has been shown: the next saving knows of it."""
        data: Any = self.data
        self.data = data.copy()
        cast("Any", self.data)["seen"] = written_at

    def voters(self) -> list[VoterRow]:
        """Who was there: with a vote, or with the reason why not."""
        chosen = self._by_name() if self.is_bound else self.chosen
        casting = {caster.pk for _voter, caster in self.gathering.votes}
        voting = {one.pk for voter, _caster in self.gathering.votes for one in voter.members}
        rows = []
        for one in self.gathering.there:
            key = one.member.pk
            note = ended_words(one.ended) if one.ended else ""
            if key not in casting and key in voting:
                continue  # the organisation's one vote stands in the row of a colleague
            choices = list(Choice.choices) if key in casting else []
            if not choices and not note:
                note = str(_("no vote"))
            rows.append(
                VoterRow(
                    full_name_of(one.member), f"vote-{key}", chosen.get(key, ""), note, choices
                )
            )
        return rows

    def _by_name(self) -> dict[int, str]:
        found = {}
        for name, choice in self.data.items():
            key = name.removeprefix("vote-")
            is_key = key.isascii() and key.isdecimal() and len(key) < 19
            if name.startswith("vote-") and is_key and choice in Choice.values:
                found[int(key)] = choice
        return found
