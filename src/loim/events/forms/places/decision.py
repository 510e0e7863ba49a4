"""What the organiser decides about one person's place, or about several applications."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loim.events.actions.places import (
    ReasonMissing,
    admit_by_hand,
    approve,
    move_to_waiting,
    refuse,
    reorder,
)
from loim.events.logic.participant_states import ParticipantState as S
from loim.events.models import Participant
from loim.people.models import User


class Step(StrEnum):
    APPROVE = "approve"
    ADMIT = "admit"
    QUEUE = "queue"
    HOLD_BACK = "hold_back"
    POSITION = "position"
    REFUSE = "refuse"


WORDS: dict[Step, str | Promise] = {
    Step.APPROVE: _("Give a place"),
    Step.ADMIT: _("Give a place now, out of turn"),
    Step.QUEUE: _("Put at the end of the waiting list; places are offered in turn"),
    Step.HOLD_BACK: _("Put on the waiting list and offer no place until I decide again"),
    Step.POSITION: _("Put at another place of the waiting list"),
    Step.REFUSE: _("Give no place"),
}
STEPS = {
    S.APPLIED: (Step.APPROVE, Step.QUEUE, Step.HOLD_BACK, Step.REFUSE),
    S.WAITING: (Step.ADMIT, Step.POSITION, Step.QUEUE, Step.HOLD_BACK, Step.REFUSE),
    S.OFFERED: (Step.ADMIT, Step.HOLD_BACK, Step.QUEUE, Step.REFUSE),
    S.ADMITTED: (Step.HOLD_BACK, Step.QUEUE, Step.REFUSE),
}


def can_be_decided(participant: Participant) -> bool:
    return S(participant.state) in STEPS


class DecisionForm(forms.Form):
    """The reason is asked for wherever somebody is moved against the rules."""

    step = forms.ChoiceField(label=_("What do you decide?"), widget=forms.RadioSelect)
    position = forms.IntegerField(
        label=_("Number on the waiting list"),
        required=False,
        min_value=1,
        max_value=10_000,
        help_text=_("Only where you put somebody at another place: 1 is the first."),
    )
    note = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=1000,
        help_text=_("It is shown to the person whose place it is, and kept with the decision."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: QueryDict | None = None, *, state: str) -> None:
        super().__init__(data)
        steps = STEPS[S(state)]
        field = self.fields["step"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # for the type checker
        field.choices = [(step.value, WORDS[step]) for step in steps]
        if Step.POSITION not in steps:
            del self.fields["position"]
        if Step.APPROVE in steps:
            self.fields["note"].help_text = _(
                "It is shown to the person whose place it is. Whoever is given a place needs none."
            )
        else:
            self.fields["note"].required = True
            self.fields["note"].error_messages["required"] = str(ReasonMissing())

    def clean(self) -> None:
        step = self.cleaned_data.get("step")
        is_missing = not self.cleaned_data.get("note") and not self.has_error("note")
        if step and step != Step.APPROVE and is_missing:
            self.add_error("note", str(ReasonMissing()))
        if step == Step.POSITION and not self.cleaned_data.get("position"):
            self.add_error("position", _("Write which number on the waiting list."))

    def decide(self, people: Iterable[Participant], *, by: User, now: datetime) -> None:
        """Raises what the actions refuse."""
        step, note, people = Step(self.cleaned_data["step"]), self.cleaned_data["note"], [*people]
        if step == Step.APPROVE:
            approve(participants=people, note=note, by=by, now=now)
        elif step == Step.ADMIT:
            admit_by_hand(participants=people, note=note, by=by, now=now)
        elif step == Step.REFUSE:
            refuse(participants=people, note=note, by=by, now=now)
        elif step == Step.POSITION:
            [one] = people
            reorder(
                event=one.event,
                participant=one,
                position=self.cleaned_data["position"],
                note=note,
                by=by,
                now=now,
            )
        else:
            move_to_waiting(
                participants=people,
                note=note,
                is_held_back=step == Step.HOLD_BACK,
                by=by,
                now=now,
            )
