"""Forms of a plan and of what time brings to it."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.communities.models import CrisisPlan
from loim.communities.models.crisis.plan import FEWEST_CALLS, MOST_CALLS
from loim.programmes.forms.record_fields import DayField


class PlanForm(forms.ModelForm):  # type: ignore[type-arg]
    calls_each = forms.IntegerField(
        label=_("Calls one person makes, at most"), min_value=FEWEST_CALLS, max_value=MOST_CALLS,
        help_text=_("Three to five is usual: the tree stays flat, and nobody has too much to do."),
    )  # fmt: skip
    call_minutes = forms.IntegerField(label=_("Minutes for a call"), min_value=1, max_value=60)

    class Meta:
        model = CrisisPlan
        fields = ["first_steps", "calls_each", "call_minutes"]
        labels = {"first_steps": _("What we do first")}
        help_texts = {
            "first_steps": _(
                "Which news we follow, when the calls begin, where we meet. One step on each line."
                " It stands on top of the plan."
            )
        }
        widgets = {"first_steps": forms.Textarea(attrs={"rows": 6})}


class PublishForm(forms.Form):
    note = forms.CharField(
        label=_("What changed, in a sentence"), max_length=300, required=False,
        help_text=_("Whoever has a copy reads it first. Name nobody here."),
    )  # fmt: skip
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"submission": uuid4()})


class CopyForm(forms.Form):
    given_to = forms.CharField(
        label=_("Given to"), max_length=150,
        help_text=_("A person or a place: ‘village hall, notice board’."),
    )  # fmt: skip
    given_date = DayField(label=_("Given on"))
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"submission": uuid4(), "given_date": localdate()})


class DrillForm(forms.Form):
    """With room for five things to mend."""

    TASKS = 5

    date = DayField(label=_("Day"))
    tried = forms.CharField(
        label=_("What was tried?"), max_length=200,
        help_text=_("‘All calls of the tree, in the evening’, ‘heating the hall without power’."),
    )  # fmt: skip
    minutes = forms.IntegerField(
        label=_("Minutes until all were reached"), min_value=0, max_value=2880, required=False
    )
    reached = forms.IntegerField(
        label=_("People reached"), min_value=0, max_value=30000, required=False
    )
    people = forms.IntegerField(
        label=_("People who took part"), min_value=0, max_value=30000, required=False,
        help_text=_("A number is enough, no names."),
    )  # fmt: skip
    lessons = forms.CharField(
        label=_("What did we learn?"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"submission": uuid4(), "date": localdate()})
        for number in range(1, self.TASKS + 1):
            self.fields[f"what_{number}"] = forms.CharField(
                label=_("To be mended"), max_length=200, required=False
            )
            self.fields[f"due_{number}"] = DayField(label=_("By"), required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        for number in range(1, self.TASKS + 1):
            due = f"due_{number}"
            if said.get(f"what_{number}") and not said.get(due) and due not in self.errors:
                self.add_error(due, _("By which day?"))
        return said

    def task_fields(self) -> list[tuple[Any, Any]]:
        return [(self[f"what_{n}"], self[f"due_{n}"]) for n in range(1, self.TASKS + 1)]

    def tasks(self) -> list[tuple[str, Any]]:
        said = self.cleaned_data
        return [
            (said[f"what_{n}"], said[f"due_{n}"])
            for n in range(1, self.TASKS + 1)
            if said[f"what_{n}"]
        ]

    def facts(self) -> dict[str, Any]:
        names = ("date", "tried", "minutes", "reached", "people", "lessons")
        return {name: self.cleaned_data[name] for name in names}
