"""What the organiser does with applications: returns one, takes one out, writes to leaders."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.trainings.forms.training.call import DeadlineField
from loim.trainings.logic.team_states import TeamState
from loim.trainings.queries.teams.labels import state_label


class ReturnForm(forms.Form):
    note = forms.CharField(
        label=_("What is missing"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The leader reads it in a letter and on the team's page."),
    )
    until = DeadlineField(label=_("To be completed by"))


class TakeOutForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The leader reads it. If the team held a place, the next one gets it."),
    )


class LettersForm(forms.Form):
    states = forms.MultipleChoiceField(
        label=_("To the leaders of teams that are"), widget=forms.CheckboxSelectMultiple
    )
    subject = forms.CharField(label=_("Subject"), max_length=150)
    body = forms.CharField(label=_("Text"), widget=forms.Textarea(attrs={"rows": 8}))
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, numbers: dict[str, int], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["states"].choices = [  # type: ignore[attr-defined]
            (state.value, f"{state_label(state)} ({numbers[state]})")
            for state in TeamState
            if numbers.get(state)
        ]
